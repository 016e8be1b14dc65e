using Ossa.CommandLine;

namespace Ossa.Hosting;

/// <summary>The token of the metrics page: the flag, else the environment, where other users of the machine do not see it.</summary>
internal static class MetricsTokens
{
    public const string Variable = "OSSA_METRICS_TOKEN";

    private const int MinLength = 16;

    public static string? Read(CommandContext context, string? flag)
    {
        if (flag is not null)
        {
            return IsToken(flag) ? flag : throw new UsageException("--metrics-token: " + Form);
        }

        var variable = context.Variable(Variable);
        if (string.IsNullOrEmpty(variable))
        {
            return null;
        }

        return IsToken(variable) ? variable : throw new CommandException($"{Variable}: " + Form);
    }

    private static string Form => $"the token needs at least {MinLength} printable ASCII characters and no space.";

    private static bool IsToken(string text) =>
        text.Length >= MinLength && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
