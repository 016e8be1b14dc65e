using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class DeleteDocumentTests
{
    [Fact]
    public void Nasty_keys_survive_a_request() =>
        Gen.Select(NastyNames.Gen.List[0, 6], Gen.Bool)
            .Sample(
                (keys, quiet) =>
                {
                    var request = new DeleteRequest
                    {
                        Quiet = quiet,
                        Objects = [.. keys.Select(key => new ObjectIdentifier(key, key.Length % 2 == 0 ? "v1" : null))],
                    };
                    var read = DeleteRequest.Read(Documents.Stream(request));
                    Assert.Equal(quiet, read.Quiet);
                    Assert.Equal(request.Objects, read.Objects);
                }
            );

    [Fact]
    public void Nasty_keys_survive_an_answer_encoded_or_not() =>
        Gen.Select(NastyNames.Gen.List[0, 6], Gen.Bool)
            .Sample(
                (keys, encoded) =>
                {
                    var result = new DeleteResult
                    {
                        EncodingType = encoded ? "url" : null,
                        Deleted =
                        [
                            .. keys.Select(key => new DeletedObject(key)),
                            new DeletedObject("marked", "v1", DeleteMarker: true, "v2"),
                        ],
                        Errors =
                        [
                            .. keys.Select(key => new FailedDeletion(key, null, "FileImmutable", key)),
                            new FailedDeletion("version", "v1", "FileImmutable", ""),
                        ],
                    };
                    var read = DeleteResult.Read(Documents.Stream(result));
                    Assert.Equal(result.Deleted, read.Deleted);
                    Assert.Equal(result.Errors, read.Errors);
                }
            );

    [Fact]
    public void Control_characters_may_come_as_references_though_xml_forbids_them()
    {
        var read = DeleteRequest.Read(Documents.Stream("<Delete><Object><Key>a&#1;b&#x1F;c</Key></Object></Delete>"));
        Assert.Equal("a\u0001b\u001Fc", Assert.Single(read.Objects).Key);
    }

    [Fact]
    public void White_space_between_elements_is_nothing_and_within_a_key_it_is_the_key()
    {
        var read = DeleteRequest.Read(
            Documents.Stream("<Delete>\n  <Quiet>true</Quiet>\n  <Object>\n <Key>  </Key>\n </Object>\n</Delete>\n")
        );
        Assert.True(read.Quiet);
        Assert.Equal("  ", Assert.Single(read.Objects).Key);
    }

    [Fact]
    public void A_request_with_more_objects_than_allowed_is_refused_and_one_with_just_as_many_is_not()
    {
        var request = new DeleteRequest
        {
            Objects = [.. Enumerable.Range(0, 1000).Select(number => new ObjectIdentifier($"key{number}"))],
        };
        Assert.Equal(1000, DeleteRequest.Read(Documents.Stream(request), 1000, DeleteRequest.MaxBytes).Objects.Count);
        var refusal = Assert.Throws<DocumentFormatException>(() =>
            DeleteRequest.Read(Documents.Stream(request), 999, DeleteRequest.MaxBytes)
        );
        Assert.Equal("there are more than 999 objects.", refusal.Message);
    }

    [Fact]
    public void A_request_that_is_too_long_is_refused()
    {
        var request = new DeleteRequest
        {
            Objects = [.. Enumerable.Range(0, 2100).Select(number => new ObjectIdentifier(new string('k', 1023)))],
        };
        Assert.Throws<DocumentFormatException>(() => DeleteRequest.Read(Documents.Stream(request)));
    }
}
