using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Engine.Objects;
using Ossa.Hosting;
using Ossa.Storage.Local.FileSystem;
using Ossa.Tests.Storage;
using Ossa.Tests.Storage.Local;
using Xunit;

namespace Ossa.Tests.Hosting;

/// <summary>How large uploads are written, from what the operator said of it to the file.</summary>
public sealed class DirectIoSettingTests : IDisposable
{
    private const int Length = 8 * 1024 * 1024;

    private readonly TemporaryDirectory _place = new();

    private static CommandContext Context =>
        new()
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            OpenAnswers = () => TextReader.Null,
            OpenInput = () => Stream.Null,
            OpenOutput = () => Stream.Null,
            Variable = _ => null,
            HomeFolder = "/",
        };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(null, true)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task Large_uploads_go_past_the_page_cache_unless_the_operator_forbids_it(string? said, bool isDirect)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a way past its page cache.");
        var settings = new ServeSettings(Context, setting => setting == ServeCatalogue.DirectIo ? said : null);
        var configuration = new ServerConfiguration(settings);
        Assert.Empty(settings.Problems);
        await using var engine = await EmbeddedServer.OpenAsync(
            new DataDirectory(_place.Path),
            new EngineOptions(),
            configuration.DirectIo,
            TimeProvider.System,
            Cancel
        );
        var bucket = await engine.Buckets.CreateAsync("a-bucket", engine.AccountId, null, "Standard", "LRS", Cancel);
        var sent = 0;
        var wasDirect = false;
        await engine.Objects.PutAsync(
            bucket,
            "k",
            new NewObject(),
            (buffer, _) =>
            {
                wasDirect |= OpenFlags.IsDirectBelow(Path.Combine(_place.Path, "blobs"));
                var count = Math.Min(buffer.Length, Length - sent);
                sent += count;
                return ValueTask.FromResult(count);
            },
            Cancel
        );
        Assert.Equal(isDirect && HasAWay(), wasDirect);
    }

    /// <summary>Whether this file system lets anybody past.</summary>
    private bool HasAWay()
    {
        using var file = File.OpenHandle(Path.Combine(_place.Path, "probe"), FileMode.CreateNew, FileAccess.Write);
        return new LinuxDiskSync().TryBypassCache(file);
    }
}
