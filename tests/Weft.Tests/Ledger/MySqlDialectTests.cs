using System.Text.RegularExpressions;
using Weft.Ledger.MySql;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>The statements stay in what MySQL 8 and MariaDB 10.6 both understand; only one of them may be at hand where the tests run.</summary>
public sealed partial class MySqlDialectTests
{
    /// <summary>Each with the server that lacks it.</summary>
    private static readonly (string Pattern, string Lacks)[] Refused =
    [
        (@"\bRETURNING\b", "MySQL"),
        (@"->", "MariaDB"),
        (@"\bFOR\s+SHARE\b", "MariaDB"),
        (@"\bFOR\s+UPDATE\s+OF\b", "MariaDB"),
        (@"\bANY_VALUE\s*\(", "MariaDB"),
        (@"\bAS\s+JSON\b", "MariaDB"),
        (@"\bMEMBER\s+OF\b", "MariaDB"),
        (@"\bLATERAL\b", "MariaDB"),
        (@"\bVALUES\s+ROW\b", "MariaDB"),
        (@"\bAS\s+new\b", "MariaDB"),
        (@"0900", "MariaDB"),
        (@"\bINVISIBLE\b", "one of them spells it otherwise"),
        (@"\bEXCEPT\b|\bINTERSECT\b|\bMINUS\b", "MySQL before 8.0.31"),
        (@"\bSEQUENCE\b|\bNEXTVAL\b|\bNEXT\s+VALUE\b|_to_\d", "MySQL"),
        (@"\bOFFSET\s+\d+\s+ROWS?\b|\bFETCH\s+(FIRST|NEXT)\b", "MySQL"),
        (@"(INDEX|KEY|COLUMN|CONSTRAINT)\s+IF\s+(NOT\s+)?EXISTS", "MySQL"),
        (@"\bCREATE\s+OR\s+REPLACE\s+TABLE\b", "MySQL"),
        (@"\bJSON_(EXISTS|LOOSE|DETAILED|COMPACT|QUERY|EQUALS|NORMALIZE|OVERLAPS)\s*\(", "one of them"),
        (@"\bSET\s+STATEMENT\b", "MySQL"),
        (@"\bPERSIST\b|\bSET_VAR\b", "MariaDB"),
        (@"\bidle_transaction_timeout\b|\bmax_statement_time\b", "MySQL"),
        (@"\bmax_execution_time\b", "MariaDB"),
        (@"\bUUIDv?\d|\bINET[46]\b(?!_)|\bVECTOR\b", "MySQL"),
        (@"\bPAGE_CHECKSUM\b|\bTRANSACTIONAL\b|\bARIA\b", "MySQL"),
        (@"\|\|", "means OR in one mode and a concatenation in another"),
        (@"\bBEGIN\s+NOT\s+ATOMIC\b", "MySQL"),
    ];

    /// <summary>Words that one server keeps for itself: a name of ours must not be one.</summary>
    private static readonly string[] Reserved =
    [
        "cube",
        "cume_dist",
        "dense_rank",
        "empty",
        "except",
        "first_value",
        "function",
        "grouping",
        "groups",
        "intersect",
        "lag",
        "last_value",
        "lateral",
        "lead",
        "manual",
        "nth_value",
        "ntile",
        "of",
        "offset",
        "over",
        "parallel",
        "percent_rank",
        "qualify",
        "rank",
        "recursive",
        "returning",
        "row_number",
        "rows",
        "rownum",
        "system",
        "tablesample",
        "vector",
        "window",
    ];

    public static TheoryData<string> Statements => [.. MySqlStatements.Names];

    [Theory]
    [MemberData(nameof(Statements))]
    public void A_statement_needs_nothing_that_either_server_lacks(string name) => Check(MySqlStatements.Sql(name));

    [Fact]
    public void Nor_does_a_migration_nor_what_is_set_on_a_connection()
    {
        Check(MySqlOptions.Session);
        Assert.Equal(Enumerable.Range(1, MySqlSchema.Current), MySqlStatements.Migrations.Select(migration => migration.Number));
        foreach (var (_, sql) in MySqlStatements.Migrations)
        {
            Check(sql);
            Assert.DoesNotContain("DROP ", sql, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" RENAME ", sql, StringComparison.OrdinalIgnoreCase);
            // Whatever stands there already, an interrupted migration is run again.
            Assert.All(
                Creations().Matches(sql),
                match => Assert.Contains("IF NOT EXISTS", match.Value, StringComparison.Ordinal)
            );
            Assert.All(
                Tables().Matches(sql),
                match =>
                    Assert.Contains(
                        "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
                        match.Value,
                        StringComparison.Ordinal
                    )
            );
        }
    }

    [Theory]
    [InlineData("INSERT INTO a VALUES (1) RETURNING id")]
    [InlineData("SELECT a->'$.b' FROM c")]
    [InlineData("SELECT 1 FROM a FOR SHARE")]
    [InlineData("SELECT 1 FROM a EXCEPT ALL SELECT 1 FROM b")]
    [InlineData("SELECT rank FROM a")]
    [InlineData("ALTER TABLE a ADD COLUMN IF NOT EXISTS b INT")]
    public void The_list_finds_what_it_is_to_find(string sql) => Assert.ThrowsAny<Exception>(() => Check(sql));

    private static void Check(string sql)
    {
        var code = Quoted().Replace(Comments().Replace(sql, " "), "''");
        foreach (var (pattern, lacks) in Refused)
            Assert.False(Regex.IsMatch(code, pattern, RegexOptions.IgnoreCase), $"{pattern} ({lacks}) in: {sql}");
        var words = Words().Matches(code).Select(match => match.Value.ToLowerInvariant()).ToHashSet();
        Assert.Empty(words.Intersect(Reserved));
    }

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![@\w])[A-Za-z_]\w*")]
    private static partial Regex Words();

    [GeneratedRegex(@"CREATE\s+TABLE[^(]*\(")]
    private static partial Regex Creations();

    [GeneratedRegex(@"CREATE\s+TABLE.*?;", RegexOptions.Singleline)]
    private static partial Regex Tables();
}
