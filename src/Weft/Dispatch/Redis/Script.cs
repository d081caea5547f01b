using Weft.Runtime;

namespace Weft.Dispatch.Redis;

/// <summary>A Lua script from a file beside this one. The client sends its hash, and the text once a server does not know it.</summary>
internal static class Script
{
    public static readonly string Info = Read("Info");
    public static readonly string FleetLook = Read("FleetLook");
    public static readonly string RingPut = Read("RingPut");
    public static readonly string RingNext = Read("RingNext");
    public static readonly string RingLeave = Read("RingLeave");
    public static readonly string MailReject = Read("MailReject");
    public static readonly string BoardShow = Read("BoardShow");
    public static readonly string GateTake = Read("Gate", "GateTake");
    public static readonly string GateRelease = Read("Gate", "GateRelease");
    public static readonly string GateReleaseOverdue = Read("Gate", "GateReleaseOverdue");
    public static readonly string GateFree = Read("Gate", "GateFree");
    public static readonly string GateGrant = Read("Gate", "GateGrant");
    public static readonly string GateSettle = Read("Gate", "GateSettle");
    public static readonly string GateSeed = Read("Gate", "GateSeed");

    private static string Read(params string[] files) => string.Concat(files.Select(Read));

    private static string Read(string file) => EmbeddedText.Read($"Weft.Dispatch.Redis.{file}.lua");
}
