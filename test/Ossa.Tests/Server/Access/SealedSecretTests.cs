using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ossa.Protocol.Signing;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Access;

/// <summary>Secrets and tokens lie sealed under the keyring: whoever has the store has none of them, and whoever has the keyring knows every token.</summary>
public sealed class SealedSecretTests : IDisposable
{
    private const string Bucket = "test-bucket";
    private const string Role = "reader";

    private readonly TemporaryDirectory _one = new();
    private readonly TemporaryDirectory _two = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [Fact]
    public async Task A_token_counts_at_every_server_that_has_the_same_keyring()
    {
        await (await FillAsync()).DisposeAsync();
        Copy(_one.Path, _two.Path);
        await using var one = await StartAsync(_one);
        await using var two = await StartAsync(_two);
        var made = await one.Engine.Identities.Sessions.BeginAsync(
            await one.Engine.Identities.Roles.GetAsync(Role, Cancel),
            "build",
            _clock.GetUtcNow().AddHours(1),
            "",
            Cancel
        );
        // The other one has never heard of it.
        var key = new AccessKey(made.Session.AccessKeyId, made.Session.Secret, made.Token);
        Assert.Equal(200, (await two.SendAsync("GET", Bucket, "k", signer: key)).Status);
        Assert.Equal(403, (await two.SendAsync("PUT", Bucket, "k", body: [1], signer: key)).Status);
        _clock.Advance(TimeSpan.FromHours(1));
        var ended = await two.SendAsync("GET", Bucket, "k", signer: key);
        Assert.Equal((403, "SecurityTokenExpired"), (ended.Status, ended.Code));
    }

    [Fact]
    public async Task No_secret_of_a_key_stands_readable_in_any_file()
    {
        var server = await FillAsync();
        await server.Engine.Identities.Users.CreateAsync("alice", Cancel);
        var user = await server.Engine.Identities.Keys.CreateAsync("alice", Cancel);
        var account = await server.Engine.Accounts.CreateAsync("other", "", Cancel);
        await server.DisposeAsync();
        var files = Directory.EnumerateFiles(_one.Path, "*", SearchOption.AllDirectories).ToArray();
        Assert.Contains(files, file => Holds(file, user.Key.Id));
        foreach (var secret in (string[])[user.Secret, account.Secret])
        {
            Assert.DoesNotContain(files, file => Holds(file, secret));
        }
    }

    private async Task<TestServer> FillAsync()
    {
        var server = await StartAsync(_one);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "k", body: [1])).Status);
        var trust =
            $$"""{"Version": "1", "Statement": [{"Effect": "Allow", "Principal": {"RAM": "acs:ram::{{server.Engine.AccountId}}:root"}, "Action": "sts:AssumeRole"}]}""";
        await server.Engine.Identities.Roles.CreateAsync(Role, trust, "", 3600, Cancel);
        await server.Engine.Identities.Roles.AttachAsync(Role, "AliyunOSSReadOnlyAccess", Cancel);
        // The first token makes the keyring, so that both have the same.
        await server.Engine.Identities.Sessions.BeginAsync(
            await server.Engine.Identities.Roles.GetAsync(Role, Cancel),
            "first",
            _clock.GetUtcNow().AddHours(1),
            "",
            Cancel
        );
        return server;
    }

    private async Task<TestServer> StartAsync(TemporaryDirectory place) =>
        await TestServer.StartAsync(
            storage: await LocalEngine.OpenAsync(new() { Directory = place.Path }, Cancel),
            clock: _clock
        );

    private static bool Holds(string file, string text) =>
        File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), overwrite: true);
        }
    }
}
