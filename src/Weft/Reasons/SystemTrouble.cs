using System.Net.Sockets;
using System.Security.Authentication;

namespace Weft.Reasons;

/// <summary>What files and the network refuse, in words of our own where it is known; else in the system's.</summary>
public static class SystemTrouble
{
    // As Linux and macOS number them.
    private const int NoRoom = 28;
    private const int ReadOnly = 30;

    public static Reason Of(Exception trouble) => Known(trouble) ?? Reason.OfWords(trouble.GetBaseException().Message);

    /// <summary>Null = the system's words are all there is.</summary>
    public static Reason? Known(Exception trouble)
    {
        for (var cause = trouble; cause is not null; cause = cause.InnerException)
            if (Named(cause, trouble) is { } reason)
                return reason;
        return null;
    }

    private static Reason? Named(Exception cause, Exception outer) =>
        cause switch
        {
            UnauthorizedAccessException => new("no_permission"),
            DirectoryNotFoundException => new("no_such_folder"),
            FileNotFoundException => new("no_such_file"),
            PathTooLongException => new("path_too_long"),
            AuthenticationException => new("certificate_refused", ("words", cause.GetBaseException().Message)),
            SocketException socket => Of(socket.SocketErrorCode, Peer(outer)),
            IOException { HResult: NoRoom } => new("no_room"),
            IOException { HResult: ReadOnly } => new("read_only_files"),
            _ => null,
        };

    private static Reason? Of(SocketError error, string peer) =>
        error switch
        {
            SocketError.ConnectionRefused => new("connection_refused", ("peer", peer)),
            SocketError.HostNotFound or SocketError.NoData => new("no_such_host", ("peer", peer)),
            SocketError.TryAgain => new("no_name_service", ("peer", peer)),
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => new("no_way_there", ("peer", peer)),
            SocketError.TimedOut => new("connect_timed_out", ("peer", peer)),
            SocketError.AddressNotAvailable => new("not_our_address"),
            SocketError.AccessDenied => new("no_permission"),
            _ => null,
        };

    /// <summary>"Connection refused (db:6379)": who it was, as HTTP clients end their message; else nothing.</summary>
    private static string Peer(Exception outer)
    {
        var (from, until) = (outer.Message.LastIndexOf('('), outer.Message.LastIndexOf(')'));
        return from >= 0 && until == outer.Message.Length - 1 ? " " + outer.Message[from..] : "";
    }
}
