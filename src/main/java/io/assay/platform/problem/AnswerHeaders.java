package io.assay.platform.problem;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/**
 * Headers that every answer has, those to requests that Tomcat refuses included: set when a request arrives, and once
 * more where Tomcat has dropped all headers because something below Spring failed.
 */
public interface AnswerHeaders {

    void set(Request request, Response response);
}
