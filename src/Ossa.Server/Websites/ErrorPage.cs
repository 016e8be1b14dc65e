using Microsoft.AspNetCore.Http;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Websites;

/// <summary>
/// Gives out an object as the page for what is not there. Conditions and ranges of the request are about the page that was asked for, so
/// they count for nothing here.
/// </summary>
internal static class ErrorPage
{
    public static async Task AnswerAsync(OssContext context, int status)
    {
        var record = context.Record;
        var pace = TrafficLimit.Read(context);
        var response = context.Http.Response;
        ObjectHeaders.WriteAll(context, record);
        response.StatusCode = status;
        response.ContentLength = record.Size;
        if (!HttpMethods.IsHead(context.Http.Request.Method))
        {
            await BodySender.SendAsync(context, context.Body, new ByteRange(0, record.Size), pace);
        }
    }
}
