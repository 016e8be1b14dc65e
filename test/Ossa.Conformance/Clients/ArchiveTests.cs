using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>The archive of a shared folder, read by programs that people have: by its directory, and as it comes.</summary>
public sealed class ArchiveTests(StrictServer server)
{
    private const string Bucket = "archives";

    /// <summary>Sizes around those of a block, and names that are no ASCII.</summary>
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["a.txt"] = "content"u8.ToArray(),
        ["empty"] = [],
        ["sub/65535.bin"] = RandomNumberGenerator.GetBytes(65_535),
        ["sub/65536.bin"] = RandomNumberGenerator.GetBytes(65_536),
        ["sub/deep/300000.bin"] = RandomNumberGenerator.GetBytes(300_000),
        ["读我 ä 😀.txt"] = Encoding.UTF8.GetBytes("读我"),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Expected =>
        Files
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.Value.Length} {Crc32.HashToUInt32(file.Value):x8} {file.Key}"
                )
            );

    [Fact]
    public async Task Python_reads_it()
    {
        var python = Tool.Python.Require();
        using var directory = new TemporaryDirectory();
        var read = await RunAsync(python, [Source("read_archive.py"), await FetchAsync(directory)]);
        Assert.Equal(Expected.Select(line => "file " + line), read);
    }

    [Fact]
    public async Task Java_reads_it_whole_and_as_it_comes()
    {
        var java = Tool.Java.Require();
        using var directory = new TemporaryDirectory();
        var read = await RunAsync(
            java,
            ["-Dstdout.encoding=UTF-8", Source("ReadArchive.java"), await FetchAsync(directory)]
        );
        Assert.Equal([.. Expected.Select(line => "file " + line), .. Expected.Select(line => "stream " + line)], read);
    }

    [Fact]
    public async Task Unzip_unpacks_it()
    {
        var unzip = Tool.Unzip.Require();
        using var directory = new TemporaryDirectory();
        var archive = await FetchAsync(directory);
        var folder = Path.Combine(directory.FullPath, "unpacked");
        await RunAsync(unzip, ["-q", archive, "-d", folder]);
        foreach (var (name, content) in Files)
        {
            Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(folder, name), Cancel));
        }
    }

    private static string Source(string name) =>
        Repository.Combine("test", "Ossa.Conformance", "Clients", "archives", name);

    private static async Task<string[]> RunAsync(string program, string[] arguments)
    {
        // Without a locale that knows them, programs write names in another way.
        var options = new ProgramOptions { Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8" } };
        var result = await ProcessRunner.RunAsync(program, arguments, options, Cancel);
        return result.ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> FetchAsync(TemporaryDirectory directory)
    {
        using var client = new OssClient(
            new OssClientOptions
            {
                Endpoint = server.Endpoint.GetLeftPart(UriPartial.Authority),
                Credentials = new StaticCredentialsProvider(server.Key),
            }
        );
        await client.PutBucketAsync(Bucket, cancellationToken: Cancel);
        foreach (var (name, content) in Files)
        {
            await client.PutObjectAsync(Bucket, "docs/" + name, content, cancellationToken: Cancel);
        }

        var page = await LinkPages.MakeAsync(server, Bucket, "docs/", ("kind", "folder"));
        using var http = new HttpClient();
        var path = Path.Combine(directory.FullPath, "docs.zip");
        await File.WriteAllBytesAsync(path, await http.GetByteArrayAsync(new Uri(page + "?zip"), Cancel), Cancel);
        return path;
    }
}
