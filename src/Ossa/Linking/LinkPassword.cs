using System.CommandLine;
using System.Security.Cryptography;
using Ossa.CommandLine;
using Ossa.Protocol.Access;

namespace Ossa.Linking;

/// <summary>
/// The password of a link to be made: from a file, from the environment, or asked for. It is never an argument, which others on the machine
/// could see, and the server is sent a hash of it.
/// </summary>
internal sealed class LinkPassword
{
    private const string Variable = "OSSA_LINK_PASSWORD";

    private readonly Option<bool> _ask = new("--password")
    {
        Description = $"Have its page ask for a password, of {Variable} or asked for here",
    };

    private readonly Option<string?> _file = new("--password-file")
    {
        Description = "Have it ask for the password in the first line of a file",
        HelpName = "FILE",
    };

    public IReadOnlyList<Option> Options => [_ask, _file];

    /// <summary>What the server is to keep of the password, or null where none is wanted.</summary>
    /// <exception cref="UsageException">None can be had, or it is too short or too long.</exception>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public async Task<string?> ReadAsync(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        if (await FindAsync(parsed, context, stop) is not { } password)
        {
            return null;
        }

        if (password.Length is < PasswordHash.MinCharacters or > PasswordHash.MaxCharacters)
        {
            throw new UsageException(
                $"A password has {PasswordHash.MinCharacters} to {PasswordHash.MaxCharacters} characters."
            );
        }

        return PasswordHash.Of(password, RandomNumberGenerator.GetBytes(PasswordHash.SaltBytes)).ToString();
    }

    private async Task<string?> FindAsync(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        if (parsed.GetValue(_file) is { } file)
        {
            return await ReadFileAsync(file, stop);
        }

        if (!parsed.GetValue(_ask))
        {
            return null;
        }

        return context.Variable(Variable) is { Length: > 0 } password
            ? password
            : context.AskSecret?.Invoke("Password of the link: ")
                ?? throw new UsageException(
                    $"Nobody can be asked for the password; set {Variable} or use --password-file."
                );
    }

    private static async Task<string> ReadFileAsync(string file, CancellationToken stop)
    {
        try
        {
            using var reader = File.OpenText(file);
            return await reader.ReadLineAsync(stop) ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The password cannot be read: {e.Message}", e);
        }
    }
}
