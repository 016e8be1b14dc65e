using System.Globalization;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Websites;

/// <summary>
/// Reads the values of a website's document; a wrong one is refused by the name of its element. An empty one counts as left out: clients
/// write out what they leave unset.
/// </summary>
internal static class WebsiteValue
{
    public static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    public static string Required(string element, string? value) => Text(value) ?? throw Invalid(element, "");

    /// <summary>true or false; null where nothing is stated.</summary>
    public static bool? Flag(string element, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        return bool.TryParse(value, out var flag) ? flag : throw Invalid(element, value);
    }

    /// <summary>A number without sign that is allowed; null where nothing is stated.</summary>
    public static int? Number(string element, string? value, Func<int, bool> isAllowed)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && isAllowed(number)
            ? number
            : throw Invalid(element, value);
    }

    public static OssException Invalid(string element, string value) =>
        new(
            OssErrors.InvalidWebsiteArgument with
            {
                Message = element + OssErrors.InvalidWebsiteArgument.Message,
            },
            [new("ArgumentName", element), new("ArgumentValue", value)]
        );
}
