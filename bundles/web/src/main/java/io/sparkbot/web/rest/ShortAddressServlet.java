package io.sparkbot.web.rest;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/** {@code /v1/…} is {@code /api/v1/v1/…}: programs that speak a common interface expect it at the root of a server. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/v1/*",
            "osgi.http.whiteboard.servlet.name=v1",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class ShortAddressServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        RequestDispatcher api = getServletContext().getRequestDispatcher("/api/v1" + path);
        if (api == null) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            api.forward(request, response);
        }
    }
}
