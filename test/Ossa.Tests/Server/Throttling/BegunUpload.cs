using System.Net.Sockets;
using System.Text;

namespace Ossa.Tests.Server.Throttling;

/// <summary>Uploads that are under way.</summary>
internal static class BegunUpload
{
    /// <summary>Begins an upload, up to where the server waits for the body.</summary>
    public static async Task<TcpClient> BeginUploadAsync(this TestServer server, string bucket, string key, int length)
    {
        var cancel = Xunit.TestContext.Current.CancellationToken;
        var head =
            $"PUT {server.Presign("PUT", bucket, key)} HTTP/1.1\r\nHost: {server.Host}\r\n"
            + $"Content-Length: {length}\r\nExpect: 100-continue\r\n\r\n";
        var peer = new TcpClient();
        await peer.ConnectAsync(server.EndPoint, cancel);
        await peer.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), cancel);
        var told = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        await peer.GetStream().ReadExactlyAsync(told, cancel);
        return peer;
    }
}
