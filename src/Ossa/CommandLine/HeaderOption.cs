using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ossa.CommandLine;

/// <summary>The option --header NAME:VALUE, as often as wanted.</summary>
internal static class HeaderOption
{
    public static Option<KeyValuePair<string, string>[]> Create(string description) =>
        new("--header", "-H")
        {
            Description = description,
            HelpName = "NAME:VALUE",
            CustomParser = result => [.. result.Tokens.Select(token => Parse(token.Value, result))],
        };

    private static KeyValuePair<string, string> Parse(string text, ArgumentResult result)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0)
        {
            result.AddError($"'{text}' is no header; write NAME:VALUE.");
            return default;
        }
        return KeyValuePair.Create(text[..colon].Trim(), text[(colon + 1)..].Trim());
    }
}
