namespace Ossa.CommandLine;

/// <summary>Asks before what cannot be undone.</summary>
internal static class Question
{
    /// <summary>Returns when the user agrees.</summary>
    /// <exception cref="UsageException">Nobody is there to answer.</exception>
    /// <exception cref="CommandException">The user does not agree.</exception>
    public static async Task ConfirmAsync(CommandContext context, string question, CancellationToken cancellationToken)
    {
        if (!context.IsInputTerminal)
        {
            throw new UsageException("This asks before it deletes, and there is no terminal to ask on; add --force.");
        }
        await context.Error.WriteAsync($"{question} [y/N] ".AsMemory(), cancellationToken);
        await context.Error.FlushAsync(cancellationToken);
        var answer = await context.OpenAnswers().ReadLineAsync(cancellationToken);
        if (answer?.Trim().ToLowerInvariant() is not ("y" or "yes"))
        {
            throw new CommandException("Nothing was deleted.");
        }
    }
}
