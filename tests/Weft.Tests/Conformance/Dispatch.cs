using Weft.Testing;
using Weft.Testing.Conformance;

namespace Weft.Tests.Conformance;

public sealed class EmbeddedRing_ : RingConformance<EmbeddedRingBackend>;

public sealed class EmbeddedFleet_ : FleetConformance<EmbeddedFleetBackend>;

public sealed class EmbeddedGate_ : GateConformance<EmbeddedGateBackend>;

public sealed class EmbeddedGateWindow_ : GateWindowConformance<EmbeddedGateBackend>;

public sealed class EmbeddedGateCalls_ : GateCallsConformance<EmbeddedGateBackend>;

[Needs("redis")]
public sealed class RedisRing_ : RingConformance<RedisRingBackend>;

[Needs("redis")]
public sealed class RedisFleet_ : FleetConformance<RedisFleetBackend>;

[Needs("redis")]
public sealed class RedisGate_ : GateConformance<RedisGateBackend>;

[Needs("redis")]
public sealed class RedisGateWindow_ : GateWindowConformance<RedisGateBackend>;

[Needs("redis")]
public sealed class RedisGateCalls_ : GateCallsConformance<RedisGateBackend>;
