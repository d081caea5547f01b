using Weft.Testing.Conformance;

namespace Weft.Tests.Conformance;

public sealed class EmbeddedRing_ : RingConformance<EmbeddedRingBackend>;

public sealed class EmbeddedFleet_ : FleetConformance<EmbeddedFleetBackend>;

public sealed class EmbeddedGate_ : GateConformance<EmbeddedGateBackend>;

public sealed class EmbeddedGateWindow_ : GateWindowConformance<EmbeddedGateBackend>;

public sealed class RedisRing_ : RingConformance<RedisRingBackend>;

public sealed class RedisFleet_ : FleetConformance<RedisFleetBackend>;

public sealed class RedisGate_ : GateConformance<RedisGateBackend>;

public sealed class RedisGateWindow_ : GateWindowConformance<RedisGateBackend>;
