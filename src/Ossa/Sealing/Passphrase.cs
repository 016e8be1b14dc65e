using System.CommandLine;
using Ossa.CommandLine;

namespace Ossa.Sealing;

/// <summary>
/// The passphrase of a sealed file: from a file, from the environment, or asked for. It is never an argument, which others on the machine
/// could see.
/// </summary>
internal sealed class Passphrase
{
    public const string Variable = "OSSA_PASSPHRASE";

    /// <summary>The shortest passphrase that seals anything.</summary>
    public const int MinCharacters = 12;

    private const int MaxCharacters = 1024;

    public Option<string?> Option { get; } =
        new("--passphrase-file")
        {
            Description = $"The passphrase is the first line of a file [default: {Variable}, or asked for]",
            HelpName = "FILE",
        };

    /// <summary>A passphrase to seal with; whoever is asked types it twice.</summary>
    /// <exception cref="UsageException">None can be had, or it is too short.</exception>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public async Task<string> ReadNewAsync(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var (passphrase, isAsked) = await ReadAsync(parsed, context, "Passphrase for the file: ", stop);
        if (passphrase.Length is < MinCharacters or > MaxCharacters)
        {
            throw new UsageException($"A passphrase has {MinCharacters} to {MaxCharacters} characters.");
        }

        return !isAsked || context.AskSecret!("The same again: ").Equals(passphrase, StringComparison.Ordinal)
            ? passphrase
            : throw new UsageException("The two are not the same.");
    }

    /// <summary>The passphrase that something was sealed with.</summary>
    /// <exception cref="UsageException">None can be had.</exception>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public async Task<string> ReadAsync(ParseResult parsed, CommandContext context, CancellationToken stop) =>
        (await ReadAsync(parsed, context, "Passphrase of the file: ", stop)).Passphrase;

    private async Task<(string Passphrase, bool IsAsked)> ReadAsync(
        ParseResult parsed,
        CommandContext context,
        string question,
        CancellationToken stop
    )
    {
        if (parsed.GetValue(Option) is { } file)
        {
            using var reader = File.OpenText(file);
            return (await reader.ReadLineAsync(stop) ?? "", false);
        }

        if (context.Variable(Variable) is { Length: > 0 } given)
        {
            return (given, false);
        }

        return context.AskSecret is { } ask
            ? (ask(question), true)
            : throw new UsageException($"Nobody can be asked for the passphrase; set {Variable} or use {Option.Name}.");
    }
}
