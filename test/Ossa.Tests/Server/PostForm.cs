using System.Text;
using Ossa.Protocol.Forms;
using Ossa.Protocol.Signing;

namespace Ossa.Tests.Server;

/// <summary>A form as a browser sends it: fields in their order, and files where they are told to be.</summary>
internal sealed class PostForm
{
    private const string Boundary = "----OssaFormBoundary7MA4YWxk";

    private readonly List<byte> _body = [];

    public static KeyValuePair<string, string> ContentType =>
        new("Content-Type", $"multipart/form-data; boundary={Boundary}");

    public static PostForm WithKey(string key) => new PostForm().Field("key", key);

    public PostForm Field(string name, string value) =>
        Section($"Content-Disposition: form-data; name=\"{name}\"", Encoding.UTF8.GetBytes(value));

    public PostForm File(byte[] content, string fileName = "file.bin", string? contentType = null) =>
        Section(
            $"Content-Disposition: form-data; name=\"file\"; filename=\"{fileName}\""
                + (contentType is null ? "" : $"\r\nContent-Type: {contentType}"),
            content
        );

    public PostForm Section(string headers, byte[] content)
    {
        Write($"--{Boundary}\r\n{headers}\r\n\r\n");
        _body.AddRange(content);
        Write("\r\n");
        return this;
    }

    /// <summary>Signs with V4 a policy of these conditions (JSON), with those on the signature that it needs.</summary>
    public PostForm SignV4(
        DateTimeOffset now,
        string conditions = "",
        TimeSpan? validity = null,
        string region = TestServer.Region,
        AccessKey? key = null
    )
    {
        key ??= TestServer.Key;
        var scope = new CredentialScope(SigningTime.ToScopeDay(now), region, CredentialScope.OssProduct);
        var credential = $"{key.Id}/{scope}";
        var date = SigningTime.ToIsoBasic(now);
        var own = $$"""
            {"x-oss-signature-version":"OSS4-HMAC-SHA256"},{"x-oss-credential":"{{credential}}"},{"x-oss-date":"{{date}}"}
            """;
        var policy = PolicyOf(now, validity, conditions.Length == 0 ? own : $"{own},{conditions}");
        return Token(key)
            .Field("policy", policy)
            .Field("x-oss-signature-version", "OSS4-HMAC-SHA256")
            .Field("x-oss-credential", credential)
            .Field("x-oss-date", date)
            .Field("x-oss-signature", FormSignature.SignV4(key.Secret, scope, policy));
    }

    public PostForm SignV1(
        DateTimeOffset now,
        string conditions = "[\"starts-with\",\"$key\",\"\"]",
        string? secret = null,
        AccessKey? key = null
    )
    {
        key ??= TestServer.Key;
        var policy = PolicyOf(now, null, conditions);
        return Token(key)
            .Field("OSSAccessKeyId", key.Id)
            .Field("policy", policy)
            .Field("Signature", FormSignature.SignV1(secret ?? key.Secret, policy));
    }

    private PostForm Token(AccessKey key) =>
        key.SecurityToken is { } token ? Field("x-oss-security-token", token) : this;

    public byte[] ToBytes(bool isWhole = true)
    {
        if (isWhole)
        {
            Write($"--{Boundary}--\r\n");
        }

        return [.. _body];
    }

    private static string PolicyOf(DateTimeOffset now, TimeSpan? validity, string conditions)
    {
        var expiration = (now + (validity ?? TimeSpan.FromMinutes(10))).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null);
        return PostPolicy.Encode($$"""{"expiration":"{{expiration}}","conditions":[{{conditions}}]}""");
    }

    private void Write(string text) => _body.AddRange(Encoding.UTF8.GetBytes(text));
}
