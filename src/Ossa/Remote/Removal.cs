using System.Xml;
using Ossa.Client;

namespace Ossa.Remote;

/// <summary>Deletes many objects, page after page of their listing.</summary>
internal static class Removal
{
    /// <summary>Deletes all objects whose keys begin with the address's key. Returns how many there were.</summary>
    public static async Task<long> RemoveAllAsync(
        OssClient client,
        OssAddress target,
        CancellationToken cancellationToken
    )
    {
        long deleted = 0;
        var options = new ListObjectsOptions { Prefix = target.Key };
        await foreach (var page in client.ListObjectPagesAsync(target.Bucket, options, cancellationToken))
        {
            var keys = page.Contents.ToLookup(entry => CanStandInXml(entry.Key), entry => entry.Key);
            await client.DeleteObjectsAsync(target.Bucket, keys[true], cancellationToken);
            foreach (var key in keys[false])
            {
                await client.DeleteObjectAsync(target.Bucket, key, cancellationToken);
            }
            deleted += page.Contents.Count;
        }
        return deleted;
    }

    /// <summary>Most control characters have no place in XML, not even escaped, so that such keys cannot be part of a list.</summary>
    private static bool CanStandInXml(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (i + 1 < key.Length && XmlConvert.IsXmlSurrogatePair(key[i + 1], key[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(key[i]) || key[i] is '\r')
            {
                return false;
            }
        }
        return true;
    }
}
