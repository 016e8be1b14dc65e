using System.Globalization;
using System.Text.Json.Nodes;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Rpc.Ram;

/// <summary>A stretch of a list that is too long for one answer. The marker is the name of the last one that was told.</summary>
internal static class RamPage
{
    private const int MostItems = 1000;
    private const int DefaultItems = 100;

    /// <summary>The parameters by which a page is asked for.</summary>
    public static readonly string[] Parameters = ["Marker", "MaxItems"];

    /// <summary>Tells a page of what is there, by name.</summary>
    /// <param name="call">The request.</param>
    /// <param name="all">What the list is called.</param>
    /// <param name="each">What each of it is called.</param>
    /// <param name="items">What is there, in the order of the names.</param>
    /// <param name="nameOf">The name of one.</param>
    /// <param name="shape">How it is told.</param>
    public static async Task<JsonObject?> OfAsync<T>(
        RamCall call,
        string all,
        string each,
        IAsyncEnumerable<T> items,
        Func<T, string> nameOf,
        Func<T, JsonObject> shape
    )
    {
        var (marker, most) = (call.Find("Marker"), MostOf(call));
        var page = await items
            .Where(item => marker is null || string.CompareOrdinal(nameOf(item), marker) > 0)
            .Take(most + 1)
            .ToListAsync(call.Stop);
        var isTruncated = page.Count > most;
        var answer = RamShapes.List(all, each, page.Take(most).Select(shape));
        answer["IsTruncated"] = isTruncated;
        if (isTruncated)
        {
            answer["Marker"] = nameOf(page[most - 1]);
        }

        return answer;
    }

    private static int MostOf(RamCall call) =>
        call.Find("MaxItems") is not { } text ? DefaultItems
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
        && most is >= 1 and <= MostItems
            ? most
        : throw new OssException(RpcErrors.MaxItems);
}
