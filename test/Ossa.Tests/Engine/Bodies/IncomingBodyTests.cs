using System.Security.Cryptography;
using Ossa.Engine.Bodies;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Errors;
using Ossa.Tests.Engine.Checking;
using Xunit;

namespace Ossa.Tests.Engine.Bodies;

/// <summary>Bodies that come in at one time, so that they are hashed together.</summary>
public sealed class IncomingBodyTests
{
    private const int BufferBytes = 256 * 1024;

    private static readonly int Bodies = 2 * Environment.ProcessorCount + 4;

    [Fact]
    public async Task Bodies_that_come_together_have_their_own_checksums_while_others_fail() =>
        await Task.WhenAll(Enumerable.Range(0, Bodies).Select(seed => Task.Run(() => ComeAsync(new Dice(seed)))));

    [Fact]
    public async Task A_body_that_is_alone_has_its_checksums() => await ComeAsync(new Dice(Bodies));

    [Fact]
    public async Task What_is_too_long_is_refused()
    {
        await using var body = new IncomingBody((buffer, _) => ValueTask.FromResult(buffer.Length), maxBytes: 10);
        var refused = await Assert.ThrowsAsync<OssException>(async () =>
            await body.ReadAsync(new byte[11], TestContext.Current.CancellationToken)
        );
        Assert.Equal(OssErrors.EntityTooLarge, refused.Error);
    }

    /// <summary>Some bodies of one sender, one after the other; every third one fails on its way.</summary>
    private static async Task ComeAsync(Dice random)
    {
        for (var i = 0; i < 9; i++)
        {
            var bytes = RandomNumberGenerator.GetBytes(random.Next(1, 8 * BufferBytes));
            await TakeInAsync(bytes, failsAt: i % 3 == 2 ? random.Next(bytes.Length) : int.MaxValue, random);
        }
    }

    private static async Task TakeInAsync(byte[] bytes, int failsAt, Dice random)
    {
        using var first = new WatchedBuffer(BufferBytes);
        using var second = new WatchedBuffer(BufferBytes);
        var sent = 0;
        try
        {
            await using var body = new IncomingBody(ReadAsync, long.MaxValue);
            for (var i = 0; await body.ReadAsync((i % 2 == 0 ? first : second).Memory, default) > 0; i++) { }
            Assert.Equal(MD5.HashData(bytes), await body.TakeMd5Async());
            Assert.Equal(Crc64.Compute(bytes), body.Crc64);
            Assert.Equal(bytes.Length, body.Length);
        }
        catch (IOException)
        {
            Assert.True(sent >= failsAt);
        }

        first.GiveBack();
        second.GiveBack();

        async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (random.Next(2) == 0)
            {
                await Task.Yield();
            }

            if (sent >= failsAt)
            {
                throw new IOException("The sender is gone.");
            }

            var most = random.Next(4) == 0 ? random.Next(1, buffer.Length) : buffer.Length;
            var count = Math.Min(most, bytes.Length - sent);
            bytes.AsSpan(sent, count).CopyTo(buffer.Span);
            sent += count;
            return count;
        }
    }
}
