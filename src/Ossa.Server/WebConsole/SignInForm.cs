namespace Ossa.Server.WebConsole;

/// <summary>What somebody who signs in gives.</summary>
/// <param name="AccessKeyId">The access key.</param>
/// <param name="AccessKeySecret">Its secret.</param>
/// <param name="SecurityToken">The token of temporary credentials, or null.</param>
internal sealed record SignInForm(string AccessKeyId, string AccessKeySecret, string? SecurityToken = null)
{
    /// <summary>The id alone, so that a secret cannot slip into a log.</summary>
    public override string ToString() => AccessKeyId;
}
