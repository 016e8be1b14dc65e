using System.Security.Cryptography;
using Ossa.Engine.Bodies;
using Ossa.Protocol.Checksums;
using Xunit;

namespace Ossa.Tests.Engine.Bodies;

public sealed class SharedHashingTests
{
    private readonly SharedHashing _hashing = new();

    [Fact]
    public async Task Whoever_needs_one_hash_hashes_what_waits_with_it()
    {
        var hashes = new[] { new Md5(), new Md5(), new Md5() };
        var bytes = hashes.Select((_, i) => RandomNumberGenerator.GetBytes(100_000 + i * 1_000)).ToArray();
        var pieces = hashes.Select((hash, i) => _hashing.Leave(hash, bytes[i])).ToArray();
        Assert.All(pieces, piece => Assert.False(piece.Task.IsCompleted));

        await _hashing.HashAsync(pieces[1]);

        Assert.All(pieces, piece => Assert.True(piece.Task.IsCompletedSuccessfully));
        Assert.Equal(bytes.Select(MD5.HashData), hashes.Select(hash => hash.Finish()));
    }

    [Fact]
    public async Task The_one_who_needs_it_is_served_however_many_wait_before()
    {
        var pieces = Enumerable.Range(0, 50).Select(i => _hashing.Leave(new Md5(), new byte[i])).ToArray();
        await _hashing.HashAsync(pieces[^1]);
        Assert.True(pieces[^1].Task.IsCompletedSuccessfully);
        Assert.Contains(pieces, piece => !piece.Task.IsCompleted);
        await Task.WhenAll(pieces.Select(_hashing.HashAsync));
    }

    [Fact]
    public async Task A_piece_is_hashed_once_however_often_it_is_asked_for()
    {
        var hash = new Md5();
        var piece = _hashing.Leave(hash, "abc"u8.ToArray());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _hashing.HashAsync(piece))));
        Assert.Equal(MD5.HashData("abc"u8), hash.Finish());
    }

    [Fact]
    public async Task What_fails_fails_for_all_that_were_hashed_together_and_for_nobody_else()
    {
        using var gone = new WatchedBuffer(1_000);
        var broken = _hashing.Leave(new Md5(), gone.Memory);
        gone.GiveBack();
        var beside = _hashing.Leave(new Md5(), new byte[1_000]);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _hashing.HashAsync(beside));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _hashing.HashAsync(broken));

        var hash = new Md5();
        await _hashing.HashAsync(_hashing.Leave(hash, "abc"u8.ToArray()));
        Assert.Equal(MD5.HashData("abc"u8), hash.Finish());
    }
}
