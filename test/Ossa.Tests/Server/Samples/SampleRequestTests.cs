using System.Text;
using Ossa.Protocol.Signing;
using Ossa.Server.Operations;
using Ossa.Tests.Server.Road;
using Xunit;

namespace Ossa.Tests.Server.Samples;

/// <summary>
/// The documentation's sample requests, sent to the host of their bucket and signed, find the operation that they are of. One that is still to
/// come is refused by its name.
/// </summary>
public sealed class SampleRequestTests : IAsyncLifetime
{
    private const string Bucket = "examplebucket";
    private const string Boundary = "9431149156168";

    private readonly RecordedLog _log = new();
    private TestServer _server = null!;

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, SampleRequest.All.Count)];

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(log: _log);
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket)).Status);
        foreach (var key in (string[])["exampleobject.txt", "append.txt", "oss.jpg"])
        {
            Assert.Equal(200, (await _server.SendAsync("PUT", Bucket, key, body: [1, 2, 3])).Status);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _log.Dispose();
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_sample_request_finds_its_operation(int row)
    {
        var sample = SampleRequest.All[row];
        TestContext.Current.TestOutputHelper?.WriteLine(sample.ToString());
        var host = sample.Bucket is null ? _server.Host : $"{sample.Bucket}.localhost:{_server.Port}";
        var answer = await _server.SendRawAsync(
            sample.Method,
            sample.Target,
            [new("Host", host), .. sample.Headers, .. Signature(sample)],
            BodyOf(sample)
        );

        var line = await _log.WaitForAsync(answer["x-oss-request-id"]!, TestContext.Current.CancellationToken);
        Assert.Equal(sample.Operation, line.Split(' ')[3]);
        if (OperationCatalogue.All.First(operation => operation.Name == sample.Operation) is PlannedOperation)
        {
            Assert.Equal(501, answer.Status);
            Assert.Equal(sample.Operation, answer.Element("Operation"));
        }
        else
        {
            Assert.NotEqual(501, answer.Status);
        }
    }

    [Fact]
    public void Every_operation_has_a_sample_request()
    {
        var missing = OperationCatalogue
            .All.Select(operation => operation.Name)
            .Except(SampleRequest.All.Select(sample => sample.Operation));
        Assert.True(
            !missing.Any(),
            $"There is no sample request of {string.Join(", ", missing)}: add what the documentation shows to sample-requests.tsv."
        );
    }

    [Fact]
    public void Every_sample_request_is_of_an_operation_in_the_catalogue() =>
        Assert.Empty(
            SampleRequest
                .All.Select(sample => sample.Operation)
                .Except(OperationCatalogue.All.Select(operation => operation.Name))
        );

    /// <summary>The signature in the header; preflights and forms have none there.</summary>
    private IEnumerable<KeyValuePair<string, string>> Signature(SampleRequest sample)
    {
        if (sample.Method == "OPTIONS" || IsForm(sample))
        {
            return [];
        }
        var parts = sample.Target.Split('?', 2);
        Assert.True(UriEncoding.TryDecode(parts[0].AsSpan(1), plusIsSpace: true, out var key));
        Assert.True(UriEncoding.TryDecodeQuery(parts.ElementAtOrDefault(1) ?? "", plusIsSpace: true, out var query));
        var request = new SignableRequest(
            sample.Method,
            sample.Bucket,
            key.Length == 0 ? null : key,
            query,
            sample.Headers
        );
        return SignatureV4.Authorize(
            TestServer.Key,
            TestServer.Region,
            CredentialScope.OssProduct,
            _server.Time.GetUtcNow(),
            request
        );
    }

    private static byte[]? BodyOf(SampleRequest sample) =>
        IsForm(sample)
            ? Encoding.ASCII.GetBytes(
                $"--{Boundary}\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n"
                    + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nv\r\n--{Boundary}--\r\n"
            )
        : sample.Method is "PUT" or "POST" ? []
        : null;

    private static bool IsForm(SampleRequest sample) =>
        sample.Headers.Any(header => header.Value.StartsWith("multipart/form-data", StringComparison.Ordinal));
}
