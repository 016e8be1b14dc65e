using System.Globalization;
using Ossa.Engine.Identity;
using Ossa.Server.Administration;

namespace Ossa.Administration;

/// <summary>Access keys in words: one line each, of which every part stands where it always stands.</summary>
internal static class KeyText
{
    private const string Unknown = "-";

    /// <summary>Asks for one key.</summary>
    public static Task<KeyAnswer> AskAsync(AdminClient client, string id, CancellationToken stop) =>
        client.AskAsync<KeyAnswer>(HttpMethod.Get, AdminApi.Key, [new(AdminApi.Id, id)], stop);

    public static string Of(UserKey key) => Of(key.Id, key.CreatedAt, key.IsActive, key.LastUse);

    public static string Of(KeyAnswer key) => Of(key.Id, key.CreatedAt, key.IsActive, key.LastUse);

    /// <summary>A time, or what stands for one that is not known.</summary>
    public static string Of(DateTimeOffset? time) =>
        time is { } known
            ? known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : Unknown;

    private static string Of(string id, DateTimeOffset? createdAt, bool isActive, KeyUse? use)
    {
        var last = use is null ? "never-used" : $"last-used={Of(use.At)} service={use.Service}";
        return $"{id} {Of(createdAt)} {(isActive ? "active" : "disabled")} {last}";
    }
}
