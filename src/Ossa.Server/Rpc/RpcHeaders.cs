namespace Ossa.Server.Rpc;

/// <summary>The headers of requests that are signed in the Authorization header, in lower case.</summary>
internal static class RpcHeaders
{
    public const string Prefix = "x-acs-";
    public const string Action = "x-acs-action";
    public const string Version = "x-acs-version";
    public const string Date = "x-acs-date";
    public const string Nonce = "x-acs-signature-nonce";
    public const string BodySha256 = "x-acs-content-sha256";
    public const string SecurityToken = "x-acs-security-token";
}
