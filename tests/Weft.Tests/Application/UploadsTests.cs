using System.Text;
using Microsoft.Extensions.Time.Testing;
using Weft.Application;
using Weft.Testing;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>Files that come in parts, without a web server.</summary>
public sealed class UploadsTests : IDisposable
{
    private readonly ApplicationStage _stage = new();
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private Uploads Uploads => new(_folder.File("uploads"), new(_stage.Ledger.Library, _stage.Log), _time);

    public void Dispose() => _folder.Dispose();

    private async Task<Upload> OpenAsync(string name = "a.txt") => Done(await Uploads.OpenAsync(name, Stop));

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));

    [Fact]
    public async Task A_character_may_be_cut_in_two_by_the_parts()
    {
        var upload = await OpenAsync();
        var bytes = Encoding.UTF8.GetBytes("第一章 开头\n\n阿Q在未庄。\n");
        Assert.Equal(1, Done(await Uploads.PutPartAsync(upload.Id, 1, new MemoryStream(bytes[..1]), Stop)));
        Done(await Uploads.PutPartAsync(upload.Id, 2, new MemoryStream(bytes[1..]), Stop));
        var cut = Done(await Uploads.PreviewAsync(upload.Id, Stop));
        Assert.Equal((0, "zh"), (cut.Text.Replaced, cut.Language));
    }

    [Fact]
    public async Task What_nobody_touched_for_a_day_is_gone_when_the_next_one_begins()
    {
        var old = await OpenAsync();
        _time.Advance(Uploads.KeptFor + TimeSpan.FromMinutes(1));
        var young = await OpenAsync();
        Assert.Equal(new Refusal.UnknownUpload(old.Id), Refused(await Uploads.PreviewAsync(old.Id, Stop)));
        Assert.Equal(new Refusal.UploadIncomplete(young.Id, 1), Refused(await Uploads.PreviewAsync(young.Id, Stop)));
    }

    [Fact]
    public async Task A_part_that_is_too_large_leaves_nothing_behind()
    {
        var upload = await OpenAsync();
        var large = new MemoryStream(new byte[Uploads.MostPartBytes + 1]);
        Assert.Equal(
            new Refusal.UploadPartTooLarge(Uploads.MostPartBytes),
            Refused(await Uploads.PutPartAsync(upload.Id, 1, large, Stop))
        );
        Assert.Equal(new Refusal.UploadIncomplete(upload.Id, 1), Refused(await Uploads.ImportAsync(upload.Id, null, Stop)));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../uploads")]
    [InlineData("")]
    [InlineData("/etc")]
    [InlineData("00000000000000000000000000000000")]
    public async Task An_id_that_is_none_of_ours_names_nothing(string id)
    {
        Assert.Equal(new Refusal.UnknownUpload(id), Refused(await Uploads.PutPartAsync(id, 1, Content("x"), Stop)));
        Assert.False(Uploads.TryRemove(id));
    }

    [Fact]
    public async Task What_was_imported_is_over_and_what_is_no_book_is_kept()
    {
        var upload = await OpenAsync();
        Done(await Uploads.PutPartAsync(upload.Id, 1, new MemoryStream(new byte[500]), Stop));
        Assert.IsType<Refusal.NoBookInFile>(Refused(await Uploads.ImportAsync(upload.Id, null, Stop)));
        Done(await Uploads.PutPartAsync(upload.Id, 1, Content("Chapter 1\n\nEmma met Jane.\n"), Stop));
        Assert.False(Done(await Uploads.ImportAsync(upload.Id, null, Stop)).AlreadyKnown);
        Assert.Equal(new Refusal.UnknownUpload(upload.Id), Refused(await Uploads.ImportAsync(upload.Id, null, Stop)));
    }
}
