using System.Net.Sockets;
using MySqlConnector;
using Weft.Reasons;

namespace Weft.Ledger.MySql;

/// <summary>The server's errors in plain words: what passes by itself, and what a person has to do.</summary>
internal static class MySqlTrouble
{
    /// <summary>The server has taken the whole transaction back, or none of it was done: at once again.</summary>
    public static bool IsCollision(MySqlException error) =>
        error.ErrorCode is MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout;

    /// <param name="server">Host and port, for people; never the password.</param>
    public static Exception Translate(Exception error, string server) =>
        error switch
        {
            MySqlException mysql => OfServer(mysql, server),
            // The pool had no connection to give, or the connection broke outside of a command.
            _ => Away(error, server, WordsOf(error)),
        };

    public static bool IsTrouble(Exception error) =>
        error is MySqlException or IOException or SocketException or TimeoutException or ObjectDisposedException;

    private static Exception OfServer(MySqlException error, string server)
    {
        switch (error.ErrorCode)
        {
            case MySqlErrorCode.AccessDenied:
            case MySqlErrorCode.DatabaseAccessDenied:
            case MySqlErrorCode.TableAccessDenied:
            case MySqlErrorCode.ColumnAccessDenied:
                return new LedgerException(ServerReasons.DatabaseRefusesUser(server, error.Message), error);
            case MySqlErrorCode.UnknownDatabase:
                return new LedgerException(ServerReasons.NoSchema(server, error.Message), error);
            case MySqlErrorCode.PacketTooLarge:
                return new LedgerException(ServerReasons.PacketTooLarge(server), error);
            case MySqlErrorCode.DataTooLong:
                return new LedgerException(ServerReasons.NoRoomForText(server, error.Message), error);
        }
        return Passes(error) ? Away(error, server, Cause(error)) : Refused(error, server);
    }

    private static bool Passes(MySqlException error) =>
        error.IsTransient
        || IsCollision(error)
        || error.ErrorCode
            is MySqlErrorCode.UnableToConnectToHost
                or MySqlErrorCode.None
                or MySqlErrorCode.CommandTimeoutExpired
                or MySqlErrorCode.QueryInterrupted
                or MySqlErrorCode.QueryTimeout
                or MySqlErrorCode.ServerShutdown
                or MySqlErrorCode.ConnectionCountError
                or MySqlErrorCode.TooManyUserConnections
                or MySqlErrorCode.HandshakeError
                or MySqlErrorCode.NewAbortingConnection
                or MySqlErrorCode.AbortingConnection
                or MySqlErrorCode.OptionPreventsStatement // read-only while another server takes over
                or MySqlErrorCode.DiskFull
                or MySqlErrorCode.RecordFileFull
                or MySqlErrorCode.OutOfMemory
                or MySqlErrorCode.OutOfResources
                or MySqlErrorCode.ErrorDuringCommit
                or MySqlErrorCode.GetErrorNumber
        || (int)error.ErrorCode is 1836 or 3 or 1927 or 4031; // read-only mode, write error, connection killed, closed for idling

    private static Reason Cause(MySqlException error) =>
        error.ErrorCode switch
        {
            MySqlErrorCode.DiskFull or MySqlErrorCode.RecordFileFull => ServerReasons.DatabaseDiskFull(error.Message),
            MySqlErrorCode.OptionPreventsStatement => ServerReasons.DatabaseReadOnly(error.Message),
            _ => WordsOf(error),
        };

    private static LedgerUnavailableException Away(Exception error, string server, Reason cause) =>
        new(ServerReasons.DatabaseAway(server, cause), error);

    private static LedgerException Refused(MySqlException error, string server) =>
        new(ServerReasons.DatabaseRefused(server, (int)error.ErrorCode, error.Message), error);

    private static Reason WordsOf(Exception error) => SystemTrouble.Known(error) ?? Reason.OfWords(error.Message.TrimEnd('.'));
}
