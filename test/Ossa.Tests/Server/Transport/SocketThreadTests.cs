using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Ossa.Server.Transport;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>What is answered on a thread that waits for the sockets of all connections.</summary>
public sealed class SocketThreadTests : IAsyncLifetime
{
    private SocketPair _pair = null!;
    private DirectConnection _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _pair = await SocketPair.ConnectAsync();
        _connection = new DirectConnection(_pair.Own, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _pair.Dispose();
    }

    [Theory]
    [InlineData("GET", "/bucket/key", true)]
    [InlineData("HEAD", "/bucket/key", true)]
    [InlineData("PUT", "/bucket/key", false)]
    [InlineData("POST", "/bucket/key", false)]
    [InlineData("DELETE", "/bucket/key", false)]
    [InlineData("GET", "/", false)]
    [InlineData("GET", "/-/metrics", false)]
    [InlineData("GET", "/-/admin/v1/audit", false)]
    public async Task Only_reads_of_what_is_in_a_bucket_stay(string method, string path, bool stays)
    {
        var answered = new TaskCompletionSource<bool>();
        var socketThread = new Thread(() => _ = SocketThread.RunAsync(Request(method, path), NoteAsync));
        socketThread.Start();
        Assert.Equal(stays, await answered.Task.WaitAsync(TestContext.Current.CancellationToken) == false);

        Task NoteAsync(HttpContext http)
        {
            answered.SetResult(Thread.CurrentThread.IsThreadPoolThread);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task The_body_of_an_upload_is_read_on_the_pool_and_the_next_request_where_it_comes()
    {
        _connection.Start();
        var reads = new List<bool>();
        await SocketThread.RunAsync(Request("PUT", "/bucket/key"), _ => NoteAsync());
        await NoteAsync();
        Assert.Equal([true, false], reads);

        async Task NoteAsync()
        {
            reads.Add(!_connection.AnswersOnSocketThread);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_connection_of_TLS_never_answers_there()
    {
        await SocketThread.Leave(_ => Task.CompletedTask)(_connection);
        Assert.False(_connection.AnswersOnSocketThread);
        Assert.Null(((ConnectionContext)_connection).Features.Get<DirectConnection>());
    }

    private DefaultHttpContext Request(string method, string path)
    {
        var http = new DefaultHttpContext();
        http.Features.Set(_connection);
        http.Request.Method = method;
        http.Request.Path = path;
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path;
        return http;
    }
}
