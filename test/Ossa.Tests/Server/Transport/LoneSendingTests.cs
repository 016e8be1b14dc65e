using Ossa.Server.Transport;
using Xunit;

namespace Ossa.Tests.Server.Transport;

public sealed class LoneSendingTests
{
    private readonly object _one = new();
    private readonly object _other = new();

    [Fact]
    public void One_that_takes_turns_with_another_is_never_alone()
    {
        var sending = new LoneSending(TimeSpan.FromDays(1));
        for (var i = 0; i < 3; i++)
        {
            Assert.False(sending.IsAlone(_one));
            Assert.False(sending.IsAlone(_other));
        }
    }

    [Fact]
    public void One_is_alone_once_the_other_is_forgotten()
    {
        var sending = new LoneSending(TimeSpan.FromMilliseconds(1));
        sending.IsAlone(_other);
        sending.IsAlone(_one);
        Assert.True(SpinWait.SpinUntil(() => sending.IsAlone(_one), TimeSpan.FromSeconds(30)));
    }
}
