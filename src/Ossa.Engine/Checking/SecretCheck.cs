using Ossa.Engine.Encryption;

namespace Ossa.Engine.Checking;

/// <summary>Opens the secrets that rows keep sealed. Without a keyring none opens, which is told once for all.</summary>
internal sealed class SecretCheck(CheckRun run)
{
    /// <summary>Why the secret of a name does not open, or null where it does.</summary>
    public async ValueTask<Finding?> ExamineAsync(string name, byte[] secret, CancellationToken cancellationToken)
    {
        if (!run.HasKeyring)
        {
            return null;
        }

        try
        {
            await run.Secrets.OpenAsync(name, secret, cancellationToken);
            return null;
        }
        catch (Exception error) when (error is InvalidDataException or KeyringException)
        {
            return new Finding(FindingKind.LockedSecret, $"the secret of {name} does not open: {error.Message}");
        }
    }
}
