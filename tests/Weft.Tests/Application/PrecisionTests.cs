using System.Text;
using Weft.Application;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

public sealed class PrecisionTests
{
    /// <summary>As R's prop.test without continuity correction and published tables give it.</summary>
    [Theory]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(10, 0, 0, 0.2775)]
    [InlineData(10, 5, 0.2366, 0.7634)]
    [InlineData(100, 90, 0.8256, 0.9448)]
    [InlineData(1, 1, 0.2065, 1)]
    public void The_interval_is_Wilson_s(int judged, int right, double low, double high)
    {
        var row = PrecisionRow.Of(null, judged, right);
        Assert.Equal(low, row.Low!.Value, 0.0001);
        Assert.Equal(high, row.High!.Value, 0.0001);
        Assert.Equal((double)right / judged, row.Share);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData(" Y ", true)]
    [InlineData("1", true)]
    [InlineData("１", true)]
    [InlineData("TRUE", true)]
    [InlineData("对", true)]
    [InlineData("對", true)]
    [InlineData("正确", true)]
    [InlineData("是", true)]
    [InlineData("✓", true)]
    [InlineData("no", false)]
    [InlineData("N", false)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("错", false)]
    [InlineData("不对", false)]
    [InlineData("否", false)]
    [InlineData("×", false)]
    public void Verdicts_are_read_as_people_write_them(string said, bool right)
    {
        var all = Read($"kind,verdict\nrelation,{said}\n").All;
        Assert.Equal((1, right ? 1 : 0), (all.Judged, all.Right));
    }

    [Theory]
    [InlineData("kind;name;verdict\r\nrelation;a, b;yes\r\nevent;\"c;d\";\r\n")]
    [InlineData("种类\t名字\t判断\n关系\ta\t对\n事件\tb\t\n")]
    [InlineData("﻿number,kind,verdict\r1,relation,1\r2,event,\r\r")]
    public void Tables_are_read_as_spreadsheets_save_them(string table)
    {
        var precision = Read(table);
        Assert.Equal((2, 1, 1), (precision.Facts, precision.All.Judged, precision.All.Right));
        Assert.Null(precision.Rows[1].Share);
    }

    [Fact]
    public void A_table_in_GBK_or_UTF_16_is_read_too()
    {
        const string Table =
            "编号,种类,名字,判断\r\n1,关系,林黛玉与贾宝玉在大观园里说话,对\r\n2,提及,刘姥姥进了荣国府见王熙凤,错\r\n";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var encoding in new[] { Encoding.GetEncoding("gb18030"), Encoding.Unicode })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Table)];
            var precision = Done(PrecisionReader.Read(bytes, "a.csv"));
            Assert.Equal((2, 1), (precision.All.Judged, precision.All.Right));
        }
    }

    [Fact]
    public void Every_line_that_is_wrong_is_named_by_the_spreadsheet_s_number()
    {
        const string Table =
            "number,kind,quote,verdict\n1,relation,\"two\nlines\",maybe\n2,odd,,yes\n2,event,,no\n\n3,event,,?\n";
        var refused = Assert.IsType<Refusal.BadVerdicts>(Refused(PrecisionReader.Read(Encoding.UTF8.GetBytes(Table), "a.csv")));
        Assert.Equal(4, refused.All);
        Assert.Equal(
            [
                new(2, LineFault.Verdict, "maybe"),
                new(3, LineFault.Kind, "odd"),
                new(4, LineFault.Number, "2"),
                new(6, LineFault.Verdict, "?"),
            ],
            refused.Lines
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("just some words")]
    [InlineData("kind,quote\nrelation,a\n")]
    [InlineData("PK\u0003\u0004 a workbook")]
    public void What_is_no_sample_is_refused(string content) =>
        Assert.Equal(new Refusal.NoSample("a.csv"), Refused(PrecisionReader.Read(Encoding.UTF8.GetBytes(content), "a.csv")));

    private static Precision Read(string table) => Done(PrecisionReader.Read(Encoding.UTF8.GetBytes(table), "a.csv"));
}
