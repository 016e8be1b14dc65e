using System.Text.Json;
using Ossa.Protocol.Signing;
using Ossa.Server.WebConsole;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.WebConsole;

/// <summary>A test that asks what the console's page asks.</summary>
public abstract class ConsoleTest : ServerTest
{
    protected const string SessionPath = "/-/console/session";

    protected static KeyValuePair<string, string> Mark { get; } = H(ConsoleGuard.Header, "1");

    protected KeyValuePair<string, string> Origin => H("Origin", $"http://{Server.Host}");

    protected static byte[] Form(string id, string secret, string? token = null) =>
        JsonSerializer.SerializeToUtf8Bytes(new SignInForm(id, secret, token), ConsoleJson.Default.SignInForm);

    protected Task<WireResponse> TrySignInAsync(AccessKey key, params KeyValuePair<string, string>[] headers) =>
        Server.SendRawAsync(
            "POST",
            SessionPath,
            headers.Length == 0 ? [Mark, Origin] : headers,
            Form(key.Id, key.Secret, key.SecurityToken)
        );

    /// <summary>Signs in; gives the header with the cookie.</summary>
    protected async Task<KeyValuePair<string, string>> SignInAsync(AccessKey? key = null)
    {
        var answer = await TrySignInAsync(key ?? TestServer.Key);
        Assert.Equal(200, answer.Status);
        return H("Cookie", answer["Set-Cookie"]!.Split(';')[0]);
    }

    /// <summary>Asks as the page does.</summary>
    protected Task<WireResponse> AskAsync(
        string method,
        string path,
        KeyValuePair<string, string> cookie,
        byte[]? body = null,
        params KeyValuePair<string, string>[] more
    ) => Server.SendRawAsync(method, path, [Mark, Origin, cookie, .. more], body);

    /// <summary>Makes a user who may do what a policy of the system lets it, with a key.</summary>
    protected async Task<AccessKey> MakeUserAsync(string name, string policy = "AliyunOSSReadOnlyAccess")
    {
        var identities = Server.Engine.Identities;
        var cancel = TestContext.Current.CancellationToken;
        await identities.Users.CreateAsync(name, cancel);
        await identities.Users.AttachAsync(name, policy, cancel);
        var made = await identities.Keys.CreateAsync(name, cancel);
        return new AccessKey(made.Key.Id, made.Secret);
    }
}
