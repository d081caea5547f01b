using Weft.Books;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>What holds for the units of any text.</summary>
internal static class Covering
{
    public static void Check(string text, IReadOnlyList<Unit> units)
    {
        var (end, number) = (0, 0);
        Assert.NotEmpty(units);
        foreach (var unit in units)
        {
            Assert.Equal(end, unit.Start);
            Assert.True(unit.Length > 0, $"an empty unit at {unit.Start}");
            number += unit.Kind == UnitKind.Chapter ? 1 : 0;
            Assert.Equal(number, unit.Number);
            end += unit.Length;
        }
        Assert.Equal(text.Length, end);
    }
}
