using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Pages;

/// <summary>What whoever asks would like to have: a person's browser asks for HTML, programs for anything.</summary>
internal static class Accepting
{
    /// <summary>Whether a media type is asked for by name.</summary>
    public static bool Asks(OssContext context, string mediaType) =>
        MediaTypeHeaderValue.TryParseList(Values(context.Http.Request.Headers.Accept), out var wanted)
        && wanted.Any(type =>
            type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) && type.Quality != 0
        );

    /// <summary>Languages as they are liked, the most liked first.</summary>
    private static IEnumerable<string> Languages(OssContext context) =>
        StringWithQualityHeaderValue.TryParseList(Values(context.Http.Request.Headers.AcceptLanguage), out var wanted)
            ? wanted
                .Where(language => language.Quality != 0)
                .OrderByDescending(language => language.Quality ?? 1)
                .Select(language => language.Value.ToString())
            : [];

    /// <summary>The words in the language that is liked most of those that there are; English where none of them is.</summary>
    public static T Choose<T>(OssContext context, T english, T chinese)
        where T : class =>
        Languages(context)
            .Select(language => Find(language, english, chinese))
            .FirstOrDefault(words => words is not null)
        ?? english;

    private static T? Find<T>(string language, T english, T chinese)
        where T : class =>
        language.Split('-')[0].ToUpperInvariant() switch
        {
            "ZH" => chinese,
            "EN" or "*" => english,
            _ => null,
        };

    private static List<string> Values(StringValues header) => [.. header.OfType<string>()];
}
