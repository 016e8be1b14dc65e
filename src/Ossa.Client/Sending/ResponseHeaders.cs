namespace Ossa.Client.Sending;

/// <summary>One look at all headers of an answer, those of the body included.</summary>
internal static class ResponseHeaders
{
    public static string? FindHeader(this HttpResponseMessage response, string name)
    {
        if (
            response.Headers.NonValidated.TryGetValues(name, out var values)
            || response.Content.Headers.NonValidated.TryGetValues(name, out values)
        )
        {
            return string.Join(',', values);
        }
        return null;
    }

    public static IReadOnlyDictionary<string, string> AllHeaders(this HttpResponseMessage response)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            all[name] = string.Join(',', values);
        }
        return all;
    }
}
