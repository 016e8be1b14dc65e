using Ossa.Hosting;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Hosting;

public sealed class ProxyNetworksTests
{
    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("proxy.example.com")]
    [InlineData("10")]
    [InlineData("10.1/16")]
    [InlineData("010.0.0.0/8")]
    [InlineData("fe80::1%2")]
    public async Task What_is_no_network_is_refused_with_its_place(string text)
    {
        var byFlag = await new CommandRun().RunAsync("serve", "--ephemeral", ServeCatalogue.TrustedProxy.Flag, text);
        Assert.Equal(2, byFlag.ExitCode);
        Assert.Contains(
            $"{ServeCatalogue.TrustedProxy.Flag}: '{text}' is no network",
            byFlag.Error,
            StringComparison.Ordinal
        );

        var byVariable = new CommandRun();
        byVariable.Variables[ServeCatalogue.TrustedProxy.Variable] = $"10.0.0.0/8, {text}";
        await byVariable.RunAsync("config", "check");
        Assert.Equal(1, byVariable.ExitCode);
        Assert.Contains(
            $"{ServeCatalogue.TrustedProxy.Variable}: '{text}' is no network",
            byVariable.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task They_are_shown_with_their_place()
    {
        var run = new CommandRun();
        run.Variables[ServeCatalogue.TrustedProxy.Variable] = "10.0.0.0/8,2001:db8::1";
        await run.RunAsync("config", "check");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("serve: trusted-proxy +10.0.0.0/8,2001:db8::1 +OSSA_TRUSTED_PROXY\n", run.Out);
    }
}
