using System.Net;
using System.Text.Json;
using Ossa.Tests.Server.Road;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Tls;

/// <summary>A certificate that ends soon, or has ended, is warned about.</summary>
public sealed class CertificateEndTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(90, 0, null)]
    [InlineData(90, 77, "ends on")]
    [InlineData(13, 0, null)]
    // It was issued ten days ago.
    [InlineData(6, 0, null)]
    [InlineData(5, 0, "ends on")]
    [InlineData(-1, 0, "ended on")]
    public async Task It_stands_in_the_log_in_the_health_and_in_the_metrics(int days, int later, string? said)
    {
        var tls = TestCertificate.Write(_place.Path, validity: TimeSpan.FromDays(days));
        var log = new RecordedLog();
        await using var server = await TestServer.StartAsync(
            options => options with { Tls = tls },
            log: log,
            scheme: "https"
        );
        server.Time.Advance(TimeSpan.FromDays(later));
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = TestCertificate.IsSelfSigned;
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"https://{server.Host}") };
        using var health = JsonDocument.Parse(await client.GetStringAsync("/-/health", Cancel));
        var certificate = health.RootElement.GetProperty("certificate");
        Assert.Equal(said is not null, certificate.GetProperty("endsSoon").GetBoolean());
        var ends = certificate.GetProperty("endsAt").GetDateTimeOffset().ToUnixTimeSeconds();
        var metrics = await client.GetStringAsync("/-/metrics", Cancel);
        Assert.Contains($"ossa_tls_certificate_end_timestamp_seconds {ends}\n", metrics, StringComparison.Ordinal);
        var told = log.Lines.Where(line => line.Contains(tls.CertificateFile, StringComparison.Ordinal));
        Assert.Equal(
            said is not null,
            told.SingleOrDefault()?.Contains($" {said} ", StringComparison.Ordinal) ?? false
        );
    }
}
