using Ossa.Client.Credentials;

namespace Ossa.Client.Aot;

/// <summary>STS, as far as the account itself may use it: it may not assume roles, and is told so.</summary>
internal sealed class SessionFeatures(string endpoint)
{
    public IEnumerable<Feature> All() =>
        [new(nameof(StsClient.GetCallerIdentityAsync), TellAsync), new(nameof(StsClient.AssumeRoleAsync), AssumeAsync)];

    private async Task TellAsync()
    {
        using var sts = new StsClient(new OssClientOptions { Endpoint = endpoint });
        Check.Equal("Account", (await sts.GetCallerIdentityAsync()).IdentityType);
    }

    private Task AssumeAsync() =>
        Check.RefusedAsync(
            "NoPermission",
            async () =>
            {
                var role = new AssumeRoleOptions("acs:ram::1:role/none", "native");
                using var provider = new AssumeRoleCredentialsProvider(
                    new OssClientOptions { Endpoint = endpoint },
                    role
                );
                await provider.GetAsync(CancellationToken.None);
            }
        );
}
