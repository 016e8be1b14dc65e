namespace Ossa.Protocol.Documents;

/// <summary>ETags stand in documents as they stand in headers: in quotes.</summary>
internal static class ETags
{
    public static string Quote(string eTag) => eTag.StartsWith('"') ? eTag : $"\"{eTag}\"";
}
