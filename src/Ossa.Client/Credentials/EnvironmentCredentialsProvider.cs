using Ossa.Protocol.Signing;

namespace Ossa.Client.Credentials;

/// <summary>
/// Credentials from <c>OSS_ACCESS_KEY_ID</c>, <c>OSS_ACCESS_KEY_SECRET</c> and, for temporary ones, <c>OSS_SESSION_TOKEN</c>, read
/// anew for each request. <c>OSSA_SESSION_EXPIRATION</c> may say when temporary ones end.
/// </summary>
/// <param name="variable">Reads a variable; the process's own environment unless given.</param>
public sealed class EnvironmentCredentialsProvider(Func<string, string?>? variable = null) : ICredentialsProvider
{
    /// <summary>The variable of the access key id.</summary>
    public const string IdVariable = "OSS_ACCESS_KEY_ID";

    /// <summary>The variable of the access key secret.</summary>
    public const string SecretVariable = "OSS_ACCESS_KEY_SECRET";

    /// <summary>The variable of the security token.</summary>
    public const string TokenVariable = "OSS_SESSION_TOKEN";

    /// <summary>The variable of the time when temporary credentials end, such as 2026-03-01T12:00:00Z; of no other program.</summary>
    public const string ExpirationVariable = "OSSA_SESSION_EXPIRATION";

    private readonly Func<string, string?> _variable = variable ?? Environment.GetEnvironmentVariable;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A variable is missing: anonymous requests must be asked for.</exception>
    public ValueTask<AccessKey?> GetAsync(CancellationToken cancellationToken)
    {
        var token = _variable(TokenVariable);
        var key = new AccessKey(
            Require(IdVariable),
            Require(SecretVariable),
            string.IsNullOrEmpty(token) ? null : token
        )
        {
            ExpiresAt =
                !string.IsNullOrEmpty(token) && SigningTime.TryParse(_variable(ExpirationVariable), out var end)
                    ? end
                    : null,
        };
        return ValueTask.FromResult<AccessKey?>(key);
    }

    private string Require(string name) =>
        _variable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"The environment variable {name} is not set.");
}
