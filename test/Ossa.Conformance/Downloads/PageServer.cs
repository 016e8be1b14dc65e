using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

/// <summary>Serves the browser's page from a port of its own, which makes it another origin than the store.</summary>
public sealed class PageServer : IAsyncLifetime
{
    private readonly WebApplication _app = Build();

    public string Origin => _app.Urls.Single();

    public string PageUrl => $"{Origin}/index.html";

    public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build()
    {
        var page = Repository.Combine("samples", "download", "browser", "index.html");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/index.html", () => Results.File(page, "text/html; charset=utf-8"));
        return app;
    }
}
