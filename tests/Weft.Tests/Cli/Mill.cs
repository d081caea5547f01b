namespace Weft.Tests.Cli;

/// <summary>The shortest book with two chapters, two people and a place.</summary>
internal static class Mill
{
    public const string Book = """
        Chapter 1. The Mill

        Old Tom Brown met Mary Green at the mill. Mary Green gave Tom Brown a letter, and Tom Brown thanked Mary Green.

        Chapter 2. The Road

        Tom Brown walked with Mary Green to London. In London Tom Brown lost the letter, and Mary Green found it.

        """;
}
