using System.Text;
using Ossa.Engine.Websites;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;

namespace Ossa.Server.Websites;

/// <summary>What a rule makes of a key: another one in which the old may stand, or the same with another beginning.</summary>
internal static class RoutedKey
{
    private const string Variable = "${key}";

    /// <summary>The new key.</summary>
    /// <exception cref="OssException">InvalidObjectName: it is longer than any key.</exception>
    public static string Of(RoutingRule rule, string key)
    {
        var routed = Replace(rule, key);
        return Encoding.UTF8.GetByteCount(routed) <= ObjectKey.MaxBytes
            ? routed
            : throw new OssException(OssErrors.ObjectNameTooLong, "ObjectName", key);
    }

    private static string Replace(RoutingRule rule, string key)
    {
        var target = rule.Target;
        if (target.ReplaceKeyWith is { } whole)
        {
            return whole.Replace(Variable, key, StringComparison.Ordinal);
        }

        // Who states what stands for the prefix means it to be replaced, unless they say otherwise.
        var replacesPrefix = target.EnableReplacePrefix ?? target.ReplaceKeyPrefixWith is not null;
        return replacesPrefix ? target.ReplaceKeyPrefixWith + key[(rule.Condition.KeyPrefix ?? "").Length..] : key;
    }
}
