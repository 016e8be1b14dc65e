using Ossa.Client.Credentials;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Client;

public sealed class CredentialsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_environment_names_id_secret_and_token()
    {
        var variables = new Dictionary<string, string>
        {
            ["OSS_ACCESS_KEY_ID"] = "id",
            ["OSS_ACCESS_KEY_SECRET"] = "secret",
            ["OSS_SESSION_TOKEN"] = "token",
        };
        var provider = new EnvironmentCredentialsProvider(variables.GetValueOrDefault);
        Assert.Equal(new AccessKey("id", "secret", "token"), await provider.GetAsync(Cancel));
        variables["OSS_SESSION_TOKEN"] = "";
        Assert.Equal(new AccessKey("id", "secret"), await provider.GetAsync(Cancel));
    }

    [Theory]
    [InlineData("OSS_ACCESS_KEY_ID")]
    [InlineData("OSS_ACCESS_KEY_SECRET")]
    public async Task A_missing_variable_is_named(string missing)
    {
        var provider = new EnvironmentCredentialsProvider(name => name == missing ? null : "x");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await provider.GetAsync(Cancel));
        Assert.Equal($"The environment variable {missing} is not set.", failure.Message);
    }

    [Fact]
    public async Task A_function_is_asked_each_time()
    {
        var calls = 0;
        var provider = new DelegateCredentialsProvider(_ => ValueTask.FromResult<AccessKey?>(new($"id{++calls}", "s")));
        await provider.GetAsync(Cancel);
        Assert.Equal("id2", (await provider.GetAsync(Cancel))?.Id);
    }
}
