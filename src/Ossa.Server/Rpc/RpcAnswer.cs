using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;
using XmlWriter = System.Xml.XmlWriter;

namespace Ossa.Server.Rpc;

/// <summary>Writes the answers of RPC requests: the same members as JSON, or as XML, which is what a request gets that names no format.</summary>
internal static class RpcAnswer
{
    public static Task WriteAsync(OssContext context, bool isJson, string root, JsonObject members)
    {
        members.Insert(0, "RequestId", context.RequestId);
        var response = context.Http.Response;
        // What is told here may be a secret.
        response.Headers.CacheControl = "no-store";
        response.ContentType = isJson ? "application/json;charset=utf-8" : "text/xml;charset=utf-8";
        var bytes = isJson
            ? JsonSerializer.SerializeToUtf8Bytes(members, RpcJson.Default.JsonObject)
            : XmlText.ToUtf8(new Document(new XElement(root, Elements(members))));
        response.ContentLength = bytes.Length;
        return AnswerBody.WriteAsync(context, bytes).AsTask();
    }

    public static Task RefuseAsync(OssContext context, bool isJson, OssException refusal)
    {
        context.Http.Response.StatusCode = refusal.Error.Status;
        foreach (var (name, value) in refusal.Headers)
        {
            context.Http.Response.Headers[name] = value;
        }

        return WriteAsync(
            context,
            isJson,
            "Error",
            new JsonObject
            {
                ["HostId"] = Locator.HostOf(context.Http),
                ["Code"] = refusal.Error.Code,
                ["Message"] = refusal.Error.Message,
            }
        );
    }

    private static IEnumerable<XElement> Elements(JsonObject members) =>
        members.SelectMany(member =>
            member.Value switch
            {
                JsonArray items => items.Select(item => new XElement(member.Key, Elements(item!.AsObject()))),
                JsonObject inner => [new XElement(member.Key, Elements(inner))],
                { } value => [new XElement(member.Key, value.ToString())],
                null => throw new UnreachableException("An answer has a member without a value."),
            }
        );

    /// <summary>Written like all other documents, since names and descriptions may have characters that XML itself does not.</summary>
    private sealed record Document(XElement Root) : IXmlDocument
    {
        public void Write(XmlWriter writer) => Root.WriteTo(writer);
    }
}
