using Ossa.Protocol.Errors;
using Ossa.Server.Rpc;
using Xunit;

namespace Ossa.Tests.Server.Rpc;

public sealed class NonceMemoryTests
{
    private static readonly DateTimeOffset Began = new(2026, 3, 1, 12, 0, 0, 500, TimeSpan.Zero);

    private readonly NonceMemory _memory = new(Began, TimeSpan.FromMinutes(15), mostOfCaller: 3);

    [Fact]
    public void A_nonce_is_taken_once_for_as_long_as_its_request_could_be_sent_again()
    {
        Use("a", "1", time: 900, now: 0);
        Refuse("SignatureNonceUsed", "a", "1", time: 900, now: 0);
        Refuse("SignatureNonceUsed", "a", "1", time: 900, now: 1800);
        Use("a", "1", time: 1801, now: 1801);
        Use("b", "1", time: 1801, now: 1801);
    }

    [Fact]
    public void What_is_older_than_what_was_forgotten_is_refused_and_others_are_not_concerned()
    {
        Use("a", "1", time: 10, now: 20);
        Use("a", "2", time: 11, now: 20);
        Use("a", "3", time: 12, now: 20);
        Use("a", "4", time: 20, now: 20);
        Refuse("InvalidTimeStamp.Expired", "a", "1", time: 10, now: 20);
        Refuse("InvalidTimeStamp.Expired", "a", "5", time: 9, now: 20);
        Refuse("SignatureNonceUsed", "a", "2", time: 11, now: 20);
        Use("b", "1", time: 9, now: 20);
    }

    [Fact]
    public void What_was_signed_before_the_server_began_is_refused()
    {
        Use("a", "1", time: 0, now: 5);
        Refuse("InvalidTimeStamp.Expired", "a", "2", time: -1, now: 5);
    }

    private void Use(string caller, string nonce, int time, int now) =>
        _memory.Use(caller, "key", nonce, At(time), At(now));

    private void Refuse(string code, string caller, string nonce, int time, int now) =>
        Assert.Equal(code, Assert.Throws<OssException>(() => Use(caller, nonce, time, now)).Error.Code);

    /// <summary>Times of requests have whole seconds.</summary>
    private static DateTimeOffset At(int seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Began.ToUnixTimeSeconds() + seconds);
}
