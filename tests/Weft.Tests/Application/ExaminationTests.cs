using Weft.Application.Diagnosis;
using Weft.Dispatch.Redis;
using Weft.Ledger.MySql;
using Weft.Reasons;
using Weft.Reasons.Findings;
using Xunit;

namespace Weft.Tests.Application;

/// <summary>What is judged from figures alone, where no server here can be made to have them.</summary>
public sealed class ExaminationTests
{
    [Theory]
    [InlineData("mysql_galera", "wsrep_on=ON;wsrep_ready=ON;wsrep_cluster_size=3")]
    [InlineData("mysql_galera_apart", "wsrep_on=ON;wsrep_ready=OFF;wsrep_cluster_size=1")]
    [InlineData("mysql_isolation", "transaction_isolation=REPEATABLE-READ")]
    [InlineData("mysql_read_only", "super_read_only=ON")]
    [InlineData("mysql_connections", "max_connections=100;Threads_connected=90")]
    [InlineData(
        "",
        "innodb_flush_log_at_trx_commit=1;read_only=OFF;log_bin=ON;sync_binlog=1;binlog_format=ROW;wsrep_on=OFF;max_connections=200;max_allowed_packet=67108864;transaction_isolation=READ-COMMITTED"
    )]
    public void A_database_is_judged_by_its_settings(string code, string values) =>
        Assert.Equal(code, Codes(MySqlExamination.Of("db", Table(values))));

    [Theory]
    [InlineData("redis_replica", "role=slave;master_host=a;master_port=1;aof_enabled=1", "save=")]
    [InlineData("redis_saves", "aof_enabled=0", "save=3600 1")]
    [InlineData("redis_fsync", "aof_enabled=1", "save=;appendfsync=no")]
    [InlineData("redis_write_fails", "aof_enabled=1;aof_last_write_status=err", "save=")]
    [InlineData("redis_memory", "aof_enabled=1;maxmemory=100;used_memory=95;maxmemory_policy=noeviction", "save=")]
    [InlineData("redis_clients", "aof_enabled=1;maxclients=100;connected_clients=99", "save=")]
    [InlineData("redis_hidden", "aof_enabled=0", null)]
    [InlineData("", "aof_enabled=1;role=master;maxmemory=0;maxmemory_policy=allkeys-lru", "save=3600 1;appendfsync=everysec")]
    public void Redis_is_judged_by_what_it_says_of_itself(string code, string info, string? settings) =>
        Assert.Equal(code, Codes(RedisExamination.Of("redis", Table(info), settings is null ? null : Table(settings))));

    [Theory]
    [InlineData("", 1.5)]
    [InlineData("clock_differs", 5)]
    [InlineData("clock_differs", -5)]
    [InlineData("clock_far", -3600)]
    public void Clocks_that_are_apart_are_told(string code, double seconds)
    {
        var now = DateTimeOffset.UnixEpoch;
        Assert.Equal(code, Codes(ClockFindings.Of("db", now.AddSeconds(seconds), now, TimeSpan.FromMilliseconds(10))));
        Assert.Empty(ClockFindings.Of("db", now.AddSeconds(seconds), now, TimeSpan.FromHours(2)));
    }

    [Theory]
    [InlineData("", 50L << 30, 100L << 30, "ext4")]
    [InlineData("disk_low", 1L << 30, 100L << 30, "ext4")]
    [InlineData("disk_low", 5L << 30, 1000L << 30, "ext4")]
    [InlineData("disk_full", 1L << 20, 100L << 30, "ext4")]
    [InlineData("folder_on_network", 50L << 30, 100L << 30, "nfs4")]
    public void A_disk_is_judged_by_what_is_free_and_where_it_is(string code, long free, long size, string format)
    {
        var folder = Directory.CreateTempSubdirectory("weft-disk-").FullName;
        var space = new DiskSpace(free, size, format, format.StartsWith("nfs", StringComparison.Ordinal));
        var found = MachineCheck.Look(Parts(folder) with { Disk = _ => space }).Where(finding => finding.Level > FindingLevel.Ok);
        Assert.Equal(code, Codes(found));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    [Fact]
    public void Few_open_files_are_a_warning()
    {
        string[] limits =
        [
            "Limit   Soft   Hard",
            "Max open files            1024                 4096                 files     ",
        ];
        Assert.Equal(1024, OpenFileLimit.Of(limits));
        var found = MachineCheck.Look(Parts("/no/such/folder") with { OpenFiles = () => OpenFileLimit.Of(limits) });
        Assert.Equal("folder_none,limit_files", Codes(found));
        Assert.Contains("LimitNOFILE=4096", found[1].Remedy(ReasonTexts.English));
    }

    [Fact]
    public void Sizes_are_told_in_the_largest_unit()
    {
        Assert.Equal("512 B", Measures.Size(512));
        Assert.Equal("1.5 GB", Measures.Size(3L << 29));
        Assert.Equal("63 GB", Measures.Size(63L << 30));
    }

    private static DoctorParts Parts(string folder) =>
        new()
        {
            Time = TimeProvider.System,
            Folder = folder,
            KeepsFiles = true,
            IsFleet = false,
            Ledger = _ => throw new NotSupportedException(),
            Dispatch = _ => throw new NotSupportedException(),
            Graph = _ => throw new NotSupportedException(),
            Open = _ => throw new NotSupportedException(),
            GraphBooks = _ => throw new NotSupportedException(),
            Seal = null,
            Reach = (_, _) => throw new NotSupportedException(),
            Presets = Weft.Providers.Presets.PresetTable.BuiltIn,
            Build = "1",
            Schema = 1,
            OpenFiles = () => null,
        };

    private static string Codes(IEnumerable<Finding> findings) => string.Join(',', findings.Select(finding => finding.Code));

    private static Dictionary<string, string> Table(string values) =>
        values.Split(';').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
