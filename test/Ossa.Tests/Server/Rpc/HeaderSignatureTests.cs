using System.Security.Cryptography;
using Ossa.Protocol.Signing;
using Ossa.Tests.Server.Wire;
using Xunit;
using Headers = System.Collections.Generic.List<System.Collections.Generic.KeyValuePair<string, string>>;

namespace Ossa.Tests.Server.Rpc;

/// <summary>Requests of RPC that are signed in the Authorization header (ACS3-HMAC-SHA256).</summary>
public sealed class HeaderSignatureTests : RpcTest
{
    private const string Form = "application/x-www-form-urlencoded";

    private int _nonce;

    private string RoleArn => $"acs:ram::{Account}:role/reader";

    [Fact]
    public async Task Parameters_in_query_and_form_are_taken_and_json_is_the_format_that_needs_no_name()
    {
        KeyValuePair<string, string>[] parameters = [H("RoleArn", RoleArn), H("RoleSessionName", "build")];
        var inQuery = await SendAsync("GET", Alice, "AssumeRole", parameters);
        Assert.Equal(200, inQuery.Status);
        Assert.StartsWith("{\"RequestId\"", inQuery.Text, StringComparison.Ordinal);
        var inForm = await SendAsync("POST", Alice, "AssumeRole", [], body: Utf8(UriEncoding.EncodeQuery(parameters)));
        Assert.Equal(200, inForm.Status);
        var session = await AssumeAsync();
        var who = await SendAsync("POST", session, "GetCallerIdentity", [H("Format", "XML")]);
        Assert.Contains("<IdentityType>AssumedRoleUser</IdentityType>", who.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_taken_once()
    {
        var headers = Sign("GET", Alice, "GetCallerIdentity", [], []);
        Assert.Equal(200, (await Server.SendRawAsync("GET", "/", headers)).Status);
        AssertCode(await Server.SendRawAsync("GET", "/", headers), 400, "SignatureNonceUsed");
        var late = Sign("GET", Alice, "GetCallerIdentity", [], []);
        Server.Time.Advance(TimeSpan.FromMinutes(16));
        AssertCode(await Server.SendRawAsync("GET", "/", late), 400, "InvalidTimeStamp.Expired");
    }

    [Fact]
    public async Task Nothing_that_is_signed_can_be_changed()
    {
        var form = Utf8(UriEncoding.EncodeQuery([H("RoleArn", RoleArn), H("RoleSessionName", "build")]));
        await RefuseAsync("SignatureDoesNotMatch", "GET", "/", body: null, headers => headers);
        await RefuseAsync("SignatureDoesNotMatch", "POST", "/?A=2", form, headers => headers);
        await RefuseAsync("SignatureDoesNotMatch", "POST", "/?A=1", Utf8("RoleSessionName=other"), headers => headers);
        await RefuseAsync("SignatureDoesNotMatch", "POST", "/?A=1", form, With("x-acs-action", "GetCallerIdentity"));
        await RefuseAsync("SignatureDoesNotMatch", "POST", "/?A=1", form, With("x-acs-signature-nonce", "another"));
        await RefuseAsync("SignatureDoesNotMatch", "POST", "/?A=1", form, With("Host", "localhost"));
        await RefuseAsync("IncompleteSignature", "POST", "/?A=1", form, With("x-acs-security-token", "token"));
        await RefuseAsync("IncompleteSignature", "POST", "/?A=1", form, Without("x-acs-content-sha256"));
        await RefuseAsync("IncompleteSignature", "POST", "/?A=1", form, Without("x-acs-signature-nonce"));

        async Task RefuseAsync(string code, string method, string target, byte[]? body, Func<Headers, Headers> change)
        {
            var signed = Sign("POST", Alice, "AssumeRole", [H("A", "1")], form);
            AssertCode(await Server.SendRawAsync(method, target, [.. change([.. signed])], body), 400, code);
        }

        static Func<Headers, Headers> With(string name, string value) =>
            headers => [.. Without(name)(headers), H(name, value)];

        static Func<Headers, Headers> Without(string name) =>
            headers => [.. headers.Where(header => header.Key != name)];
    }

    [Fact]
    public async Task A_body_that_is_no_form_and_an_action_that_stands_twice_are_refused()
    {
        var json = await SendAsync("POST", Alice, "AssumeRole", [], body: Utf8("{}"), type: "application/json");
        Assert.Equal(400, json.Status);
        var twice = await SendAsync("GET", Alice, "GetCallerIdentity", [H("Action", "GetCallerIdentity")]);
        Assert.Equal(400, twice.Status);
    }

    private Task<WireResponse> SendAsync(
        string method,
        AccessKey key,
        string action,
        KeyValuePair<string, string>[] query,
        byte[]? body = null,
        string type = Form
    ) =>
        Server.SendRawAsync(
            method,
            "/?" + UriEncoding.EncodeQuery(query),
            Sign(method, key, action, query, body ?? [], type),
            body
        );

    private Headers Sign(
        string method,
        AccessKey key,
        string action,
        KeyValuePair<string, string>[] query,
        byte[] body,
        string type = Form
    )
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        Headers headers =
        [
            H("Host", Server.Host),
            H("content-type", type),
            H("x-acs-action", action),
            H("x-acs-content-sha256", hash),
            H("x-acs-date", $"{Server.Time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}"),
            H("x-acs-signature-nonce", $"header-{_nonce++}"),
            H("x-acs-version", "2015-04-01"),
        ];
        if (key.SecurityToken is { } token)
        {
            headers.Add(H("x-acs-security-token", token));
        }

        var signed = headers
            .Select(header => H(header.Key.ToLowerInvariant(), header.Value))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .ToList();
        var names = string.Join(';', signed.Select(header => header.Key));
        var signature = Acs3Signature.Sign(key.Secret, method, query, signed, names, hash);
        headers.Add(
            H("Authorization", $"ACS3-HMAC-SHA256 Credential={key.Id},SignedHeaders={names},Signature={signature}")
        );
        return headers;
    }
}
