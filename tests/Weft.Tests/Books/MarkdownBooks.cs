using Xunit;

namespace Weft.Tests.Books;

/// <summary>Markdown files, in small books that carry their truth (see <see cref="MarkedBook"/>).</summary>
public sealed class MarkdownBooks
{
    public static TheoryData<string, string> Books =>
        new()
        {
            {
                "numbered chapters under a title",
                "F|# The Long Night\n\nC|## Chapter 1\n\n~3\nC|## Chapter 2\n\n~3\nC|## Chapter 3\n\n~3"
            },
            { "titles without numbers", "F|# The Long Night\n\nC|## The Ford\n\n~3\nC|## The Letter\n\n~3\nC|## The Gate\n\n~3" },
            { "top level chapters", "C|# The Ford\n\n~3\n## a section\n\n~1\nC|# The Letter\n\n~3\nC|# The Gate\n\n~3" },
            {
                "parts above chapters",
                "F|# The Long Night\n\nP|# Part One\n\nC|## The Ford\n\n~3\nC|## The Letter\n\n~3\nP|# Part Two\n\nC|## The Gate\n\n~3"
            },
            {
                "setext headings",
                "F|The Long Night\n==============\n\nC|Chapter 1\n---------\n\n~3\nC|Chapter 2\n---------\n\n~3"
            },
            { "headings inside code", "C|# Chapter 1\n\n~2\n```\n# Chapter 9\n\nChapter 10\n```\n\n~2\nC|# Chapter 2\n\n~3" },
            {
                "sections under chapters",
                "C|# Chapter 1\n\n## One\n\n~2\n## Two\n\n~2\nC|# Chapter 2\n\n## One\n\n~2\n## Two\n\n~2"
            },
            {
                "contents as links",
                "F|# The Long Night\n\nT|## Contents\n\n- [Chapter 1: The Ford](#chapter-1)\n- [Chapter 2: The Letter](#chapter-2)\n- [Chapter 3: The Gate](#chapter-3)\n\nC|## Chapter 1: The Ford\n\n~3\nC|## Chapter 2: The Letter\n\n~3\nC|## Chapter 3: The Gate\n\n~3"
            },
            {
                "contents as links to titles",
                "F|# Stories\n\nT|## Contents\n\n* [The Ford](#the-ford)\n* [The Letter](#the-letter)\n* [The Gate](#the-gate)\n\nC|## The Ford\n\n~3\nC|## The Letter\n\n~3\nC|## The Gate\n\n~3"
            },
            { "plain headings in a Markdown file", "C|Chapter 1\n\n~3\nC|Chapter 2\n\n~3\nC|Chapter 3\n\n~3" },
            { "bold headings", "C|**Chapter 1**\n\n~3\nC|**Chapter 2**\n\n~3" },
            { "marks at both ends and anchors", "C|## Chapter 1 ##\n\n~3\nC|## Chapter 2 {#second}\n\n~3" },
            {
                "prologue and epilogue",
                "F|# The Long Night\n\nO|## Prologue\n\n~2\nC|## Chapter 1\n\n~3\nC|## Chapter 2\n\n~3\nL|## Epilogue\n\n~2"
            },
            { "lists and rules are text", "C|# Chapter 1\n\n~1\n1. one\n2. two\n3. three\n\n---\n\n~2\nC|# Chapter 2\n\n~3" },
            {
                "a scene break under a paragraph",
                "C|# Chapter 1\n\n~1\nHe did not answer, but laid the letter upon the table and went out into the rain, and the old man heard his steps upon the stones for a long time, until the river was louder than they were, and then he took up his cup.\n---\n\n~2\nC|# Chapter 2\n\n~3"
            },
            {
                "bare numbers under parts",
                "P|# Part One\n\nC|## 1\n\n~3\nC|## 2\n\n~3\nP|# Part Two\n\nC|## 1\n\n~3\nC|## 2\n\n~3"
            },
            {
                "front matter of a site",
                "F|---\ntitle: The Long Night\n# a comment\n---\n\n# The Long Night\n\nC|## One\n\n~3\nC|## Two\n\n~3"
            },
        };

    [Theory]
    [MemberData(nameof(Books))]
    public void Units_are_those_that_the_book_says(string what, string book) =>
        MarkedBook.Check(chinese: false, what + ".md", book);

    [Theory]
    [MemberData(nameof(Books))]
    public void Windows_line_ends_give_the_same_units(string what, string book) =>
        MarkedBook.Check(chinese: false, what + ".md", book, "\r\n");

    [Fact]
    public void Chinese_headings_are_read_the_same_way() =>
        MarkedBook.Check(
            chinese: true,
            "book.md",
            "F|# 长夜行\n\nO|## 楔子\n\n~2\nP|# 第一卷 少年\n\nC|## 第一章 起点\n\n~3\nC|## 第二章 渡口\n\n~3\nP|# 第二卷 江湖\n\nC|## 第三章 归途\n\n~3\nL|## 后记\n\n~1"
        );
}
