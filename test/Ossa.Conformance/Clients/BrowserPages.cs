using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>Serves a page with the official SDK's build for browsers, and the page that forms lead on to, from an origin of their own.</summary>
public sealed class BrowserPages : IAsyncLifetime
{
    private const string Html = "text/html; charset=utf-8";

    private readonly WebApplication _app = Build();

    public string PageUrl => $"{_app.Urls.Single()}/";

    public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Text("<!doctype html><script src=/sdk.js></script><body>", Html));
        app.MapGet("/sdk.js", () => Results.File(Sdk, "text/javascript; charset=utf-8"));
        app.MapGet("/done", () => Results.Text("<!doctype html>done", Html));
        return app;
    }

    private static string Sdk => Path.Combine(Tool.NodeModules.Require(), "ali-oss", "dist", "aliyun-oss-sdk.min.js");
}
