using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Hosting;

public sealed class TlsSettingsTests
{
    [Theory]
    [InlineData("goes together with --tls-key", "--tls-certificate", "a.pem")]
    [InlineData("goes together with --tls-certificate", "--tls-key", "a.pem")]
    [InlineData("needs --tls-certificate and --tls-key", "--listen", "https://127.0.0.1:0")]
    [InlineData("nothing listens with TLS", "--tls-certificate", "a.pem", "--tls-key", "b.pem")]
    [InlineData("'1.1' is no version of TLS", "--tls-min-version", "1.1")]
    public async Task What_does_not_fit_together_is_refused(string message, params string[] flags)
    {
        var run = await new CommandRun().RunAsync(["serve", "--ephemeral", .. flags]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_are_shown_with_their_place()
    {
        var run = new CommandRun();
        run.Variables["OSSA_TLS_CERTIFICATE"] = "/etc/a.pem";
        run.Variables["OSSA_TLS_KEY"] = "/etc/b.pem";
        await run.RunAsync("config", "check");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("serve: tls-certificate +/etc/a.pem +OSSA_TLS_CERTIFICATE\n", run.Out);
    }
}
