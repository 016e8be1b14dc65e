using System.Collections;

namespace Ossa.Tests.Protocol.Documents.Generation;

/// <summary>Compares documents by what they hold; records compare their lists by reference.</summary>
internal static class Difference
{
    /// <summary>Where two values differ first and how, or null where they are the same.</summary>
    public static string? Between(object? written, object? read, string path)
    {
        if (Equals(written, read))
        {
            return null;
        }
        if (written is null || read is null || written.GetType() != read.GetType() && written is not IList)
        {
            return Tell(written, read, path);
        }
        if (written is IList writtenItems && read is IList readItems)
        {
            return BetweenLists(writtenItems, readItems, path);
        }
        return IsLeaf(written)
            ? Tell(written, read, path)
            : DocumentProperties
                .Of(written.GetType())
                .Select(property =>
                    Between(property.GetValue(written), property.GetValue(read), $"{path}.{property.Name}")
                )
                .FirstOrDefault(difference => difference is not null);
    }

    private static string? BetweenLists(IList written, IList read, string path)
    {
        if (written.Count != read.Count)
        {
            return Tell(written.Count, read.Count, $"{path}.Count");
        }
        for (var i = 0; i < written.Count; i++)
        {
            if (Between(written[i], read[i], $"{path}[{i}]") is { } difference)
            {
                return difference;
            }
        }
        return null;
    }

    private static bool IsLeaf(object value) => value.GetType().Assembly == typeof(object).Assembly;

    private static string Tell(object? written, object? read, string path) =>
        $"{path} was written as <{written ?? "null"}> and is read as <{read ?? "null"}>.";
}
