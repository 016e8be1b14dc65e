using System.Net.Sockets;
using Ossa.Server.Transport;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>What is waited for on the thread that sends.</summary>
public sealed class BriefWaitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_socket_is_not_waited_for_until_its_reader_reads_and_a_ready_one_is_found_again_and_again()
    {
        using var full = await SocketPair.ConnectAsync();
        using var ready = await SocketPair.ConnectAsync();
        var much = Bytes.Pattern(16 * 1024 * 1024);
        // Until both of its buffers are as large as they become, and full.
        while (full.Own.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectWrite))
        {
            NativeSocket.Send(full.Own, much, isMoreToCome: false);
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.False(BriefWait.TryWait(full.Own));
            // Others may have taken all threads that may wait, or keep the pool busy.
            while (!BriefWait.TryWait(ready.Own))
            {
                await Task.Delay(1, Cancel);
            }
        }
    }
}
